import { expect } from 'chai';
import { UsageError } from '../../../src/support/errors.js';
import { encodeCommand } from '../../../src/qmp/wire/encode.js';

const encode = (args?: object) => encodeCommand({ command: 'do-it', arguments: args, id: 7, oob: false });

describe('encodeCommand', () => {
  it('writes one line, with the id', () => {
    expect(encode({ a: 1 })).to.equal('{"execute":"do-it","arguments":{"a":1},"id":7}\n');
  });

  it('leaves empty arguments out', () => {
    expect(encode()).to.equal('{"execute":"do-it","id":7}\n');
    expect(encode({})).to.equal(encode());
    expect(encode({ a: undefined })).to.equal(encode());
  });

  it('sends null, which is not the same as leaving out', () => {
    expect(encode({ a: null, b: undefined })).to.contain('"arguments":{"a":null}');
  });

  it('writes bigints as integers, anywhere', () => {
    expect(encode({ a: [18446744073709551615n], b: { c: -1n } })).to.contain(
      '{"a":[18446744073709551615],"b":{"c":-1}}',
    );
  });

  it('is not misled by a toJSON on BigInt.prototype', () => {
    const prototype = BigInt.prototype as { toJSON?: () => string };
    prototype.toJSON = () => 'wrong';
    try {
      expect(encode({ a: 1n })).to.contain('{"a":1}');
    } finally {
      delete prototype.toJSON;
    }
  });

  it('asks out of band with exec-oob', () => {
    expect(encodeCommand({ command: 'yank', id: 1, oob: true })).to.equal('{"exec-oob":"yank","id":1}\n');
  });

  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  for (const [what, args, where] of [
    ['NaN', { speed: NaN }, "its argument 'speed' is NaN"],
    ['Infinity in a list', { list: [1, Infinity] }, "its argument 'list.1' is Infinity"],
    ['a function', { callback: () => undefined }, "its argument 'callback'"],
    ['a Date', { when: new Date(0) }, "its argument 'when' is Date"],
    ['a Map', new Map(), 'its arguments object is Map'],
    ['what holds itself', circular, 'nested too deeply'],
    ['more than QEMU reads', { data: 'x'.repeat(64 * 1024 * 1024) }, 'QEMU accepts up to'],
  ] as const) {
    it(`refuses ${what}, and says where`, () => {
      expect(() => encode(args)).to.throw(UsageError, where);
    });
  }
});
