import { expect } from 'chai';
import fc from 'fast-check';
import { missProbability, passesNeeded, probabilities } from '../../../src/bisect/confidence.js';

const rates = fc.record({
  failures: fc.integer({ min: 1, max: 50 }),
  passes: fc.integer({ min: 0, max: 200 }),
});

describe('how often a commit must pass', () => {
  it('is as often as makes the risk small enough, and not once more', () => {
    fc.assert(
      fc.property(rates, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (rate, risk) => {
        const needed = passesNeeded(rate, risk);
        expect(missProbability(rate, needed)).to.be.at.most(risk);
        if (needed > 1) expect(missProbability(rate, needed - 1)).to.be.above(risk);
      }),
      { numRuns: 200 },
    );
  });

  it('is not less for a fault that shows more rarely', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        const rarer = { ...rate, passes: rate.passes + 1 };
        expect(passesNeeded(rarer, 0.05)).to.be.at.least(passesNeeded(rate, 0.05));
      }),
      { numRuns: 200 },
    );
  });

  // The integrals by hand: Beta(3.5, 0.5) has a mean of 1/8 for its complement, and so on.
  for (const [rate, inARow, expected] of [
    [{ failures: 3, passes: 0 }, 1, 1 / 8],
    [{ failures: 3, passes: 0 }, 2, (1 / 8) * (3 / 10)],
    [{ failures: 1, passes: 3 }, 1, 3.5 / 5],
    [{ failures: 1, passes: 3 }, 2, (3.5 / 5) * (4.5 / 6)],
  ] as const) {
    it(`after ${rate.failures} failures and ${rate.passes} passes, ${inARow} in a row are chance in ${expected}`, () =>
      expect(missProbability(rate, inARow)).to.be.closeTo(expected, 1e-12));
  }

  it('the suspects share all of the probability, and those that passed more have less', () => {
    const suspects = [
      { commit: 'good end', passes: 9 },
      { commit: 'a', passes: 4 },
      { commit: 'b', passes: 4 },
      { commit: 'c', passes: 0 },
    ];
    const chances = probabilities(suspects, { failures: 5, passes: 5 });
    const list = suspects.map(({ commit }) => chances.get(commit) ?? 0);
    expect(list.reduce((sum, one) => sum + one, 0)).to.be.closeTo(1, 1e-12);
    expect(list).to.deep.equal(list.toSorted((a, b) => a - b));
    expect(list[1]).to.equal(list[2]);
  });
});
