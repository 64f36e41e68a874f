import { expect } from 'chai';
import fc from 'fast-check';
import { LineSplitter } from '../../../src/machine/line-splitter.js';

describe('LineSplitter', () => {
  it('gives the same lines whatever the pieces that the bytes come in', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constant('\n'), fc.string({ unit: 'grapheme', maxLength: 3 })),
    });
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 7 })), (whole, sizes) => {
        const splitter = new LineSplitter();
        const lines: string[] = [];
        let rest = Buffer.from(whole);
        for (const size of sizes) {
          lines.push(...splitter.push(rest.subarray(0, size)));
          rest = rest.subarray(size);
        }
        lines.push(...splitter.push(rest), ...splitter.end());
        const expected = whole.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(lines).to.deep.equal(expected);
      }),
    );
  });
});
