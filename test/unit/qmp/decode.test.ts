import { expect } from 'chai';
import { decode } from '../../../src/qmp/wire/decode.js';

const read = (text: string) => decode(Buffer.from(text)).value;

describe('decode', () => {
  it('gives integers beyond 2^53 as bigints, and all others as numbers', () => {
    expect(
      read('[9007199254740991, 9007199254740992, 18446744073709551615, -9223372036854775808]'),
    ).to.deep.equal([9007199254740991, 9007199254740992n, 18446744073709551615n, -9223372036854775808n]);
  });

  it('leaves long fractions and exponents numbers', () => {
    expect(read('[0.12345678901234567, 1e300, 1234567890123456.5]')).to.deep.equal([
      Number('0.12345678901234567'),
      1e300,
      1234567890123456.5,
    ]);
  });

  it('does not take digits in a string for an integer', () => {
    expect(read('{"serial": "18446744073709551615"}')).to.deep.equal({ serial: '18446744073709551615' });
  });

  it("reads QEMU's nan and inf, which are no JSON", () => {
    expect(read('{"a": nan, "b": -nan, "c": inf, "d": [-inf]}')).to.deep.equal({
      a: NaN,
      b: NaN,
      c: Infinity,
      d: [-Infinity],
    });
  });

  it('makes a member of __proto__ on the exact path too', () => {
    const value = read('{"__proto__": {"polluted": 18446744073709551615}}') as object;
    expect(Object.keys(value)).to.deep.equal(['__proto__']);
    expect(value).not.to.have.property('polluted');
  });

  it('reads a megabyte in one string next to a large integer', () => {
    const long = 'x"\\\n'.repeat(250_000);
    expect(read(JSON.stringify([long]).replace(/]$/, ',18446744073709551615]'))).to.deep.equal([
      long,
      18446744073709551615n,
    ]);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['a lone brace', '{'],
    ['no colon', '{"a" 1}'],
    ['a bare word', 'hello'],
    ['a trailing comma', '[1,]'],
    ['two values', '{} {}'],
    ['a string without end', '"abc'],
    ['a control character in a string', '["a\u0001", 18446744073709551615]'],
    ['a leading zero', '[0123456789012345678]'],
    ['a lone minus', '[-]'],
    ['an unknown escape', '["\\x", 18446744073709551615]'],
    ['nesting without end', '['.repeat(100_000)],
    ['nesting without end around a large integer', `${'['.repeat(100_000)}18446744073709551615`],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => read(text)).to.throw(SyntaxError);
    });
  }

  it('refuses bytes that are not UTF-8', () => {
    expect(() => decode(Buffer.from([0x22, 0xc3, 0x22]))).to.throw(SyntaxError, 'UTF-8');
  });

  it('takes a replacement character that was sent in earnest', () => {
    expect(read('"\uFFFD"')).to.equal('\uFFFD');
  });
});
