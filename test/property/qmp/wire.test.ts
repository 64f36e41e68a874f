import { expect } from 'chai';
import fc from 'fast-check';
import { decode } from '../../../src/qmp/wire/decode.js';
import { encodeCommand } from '../../../src/qmp/wire/encode.js';
import { parseExactJson } from '../../../src/qmp/wire/exact-json.js';
import { LineSplitter } from '../../../src/qmp/wire/line-splitter.js';

/** 64-bit integers, as a client would hold them: a number where it is safe, else a bigint. */
const integer = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n })
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));

/** JSON whose numbers may be large integers. -0 has no bigint, and is not told from 0 here. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    integer,
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), { maxKeys: 4 }),
}));

interface Sent {
  readonly arguments?: unknown;
}

describe('The wire of QMP', () => {
  it('gives back every object that goes through it, with all its integers', () => {
    fc.assert(
      fc.property(json.object, (object) => {
        const line = encodeCommand({ command: 'x', arguments: object, id: 1, oob: false });
        expect(line.indexOf('\n')).to.equal(line.length - 1);
        const sent = decode(Buffer.from(line)).value as Sent;
        const expected = Object.keys(object).length === 0 ? undefined : object;
        expect(sent.arguments).to.deep.equal(expected);
      }),
    );
  });

  it('reads what is JSON as JSON.parse does, but for large integers', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(toNumbers(decode(Buffer.from(text)).value)).to.deep.equal(JSON.parse(text));
      }),
    );
  });

  it('reads with the exact parser what JSON.parse reads, and refuses what it refuses', () => {
    const almostJson = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '{', ']', '"', ',', '\\', '0', '-', '.', 'e', 'null', '\u0001'),
      )
      .map(([text, at, inserted]) => {
        const position = at % (text.length + 1);
        return text.slice(0, position) + inserted + text.slice(position + (at % 2));
      });
    fc.assert(
      fc.property(almostJson, (text) => {
        let expected: { value: unknown } | undefined;
        try {
          expected = { value: JSON.parse(text) };
        } catch {
          expected = undefined;
        }
        if (expected) expect(toNumbers(parseExactJson(text))).to.deep.equal(expected.value);
        else expect(() => parseExactJson(text)).to.throw(SyntaxError);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same messages however the bytes are cut, also in the middle of a character', () => {
    const message = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((text) => JSON.stringify(text));
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 7 })),
        (messages, cuts) => {
          const bytes = Buffer.from(messages.map((text) => `${text}\r\n`).join(''));
          const seen: unknown[] = [];
          const splitter = new LineSplitter((line) => seen.push(decode(line).text), {
            bytes: Infinity,
            onExceeded: () => undefined,
          });
          let at = 0;
          for (let cut = 0; at < bytes.length; cut++) {
            const length = cuts[cut % Math.max(1, cuts.length)] ?? bytes.length;
            splitter.push(bytes.subarray(at, at + length));
            at += length;
          }
          expect(seen).to.deep.equal(messages);
          expect(splitter.unfinishedBytes).to.equal(0);
        },
      ),
    );
  });

  it('never throws anything but a SyntaxError at bytes that are no message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decode(Buffer.from(bytes));
        } catch (error) {
          expect(error).to.be.instanceOf(SyntaxError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Bigints as JSON.parse would have given them. */
function toNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toNumbers(member)]));
}
