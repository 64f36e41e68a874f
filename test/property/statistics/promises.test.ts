import { expect } from 'chai';
import fc from 'fast-check';
import {
  differenceSequence,
  evidenceOfDifference,
  fisherExact,
  newcombe,
  wilson,
  type PairOfRuns,
  type Proportion,
} from '../../../src/statistics/index.js';
import { randomness } from '../../helpers/randomness.js';

const proportion = fc
  .integer({ min: 1, max: 60 })
  .chain((runs) => fc.integer({ min: 0, max: runs }).map((failures): Proportion => ({ failures, runs })));
const pair = fc.record({ baseFailed: fc.boolean(), headFailed: fc.boolean() });

function runs(next: () => number, base: number, head: number, count: number): PairOfRuns[] {
  return Array.from({ length: count }, () => ({ baseFailed: next() < base, headFailed: next() < head }));
}

/** The first look at which it is clear, if any is. */
function firstClaim(pairs: readonly PairOfRuns[]): number | undefined {
  const at = pairs.findIndex((_, index) => evidenceOfDifference(pairs.slice(0, index + 1)) >= 20);
  return at < 0 ? undefined : at + 1;
}

describe('statistics', () => {
  it('do not depend on which of the two is which', () => {
    fc.assert(
      fc.property(proportion, proportion, (one, other) => {
        expect(fisherExact(one, other)).to.be.closeTo(fisherExact(other, one), 1e-9);
        const [low, high] = newcombe(one, other);
        const [otherLow, otherHigh] = newcombe(other, one);
        expect(low).to.be.closeTo(-otherHigh, 1e-9);
        expect(high).to.be.closeTo(-otherLow, 1e-9);
      }),
    );
  });

  it('have what was seen within their intervals', () => {
    fc.assert(
      fc.property(proportion, proportion, (one, other) => {
        const [rate, another] = [one, other].map(({ failures, runs }) => failures / runs) as [number, number];
        const [low, high] = wilson(one);
        expect(low).to.be.at.least(0).and.at.most(rate);
        expect(high).to.be.at.least(rate).and.at.most(1);
        const [from, to] = newcombe(one, other);
        expect(from).to.be.at.most(another - rate + 1e-12);
        expect(to).to.be.at.least(another - rate - 1e-12);
      }),
    );
  });

  it("Fisher's test claims falsely no more often than it promises, for every rate", () => {
    // Exact: every table of 12 and 12 runs, with its probability.
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const size = 12;
    for (const rate of [0.02, 0.1, 0.25, 0.5, 0.75]) {
      const likely = (k: number) => choose(size, k) * rate ** k * (1 - rate) ** (size - k);
      let claims = 0;
      for (let a = 0; a <= size; a++)
        for (let b = 0; b <= size; b++)
          if (fisherExact({ failures: a, runs: size }, { failures: b, runs: size }) <= 0.05)
            claims += likely(a) * likely(b);
      expect(claims).to.be.at.most(0.05);
    }
  });

  it('the e-value is fair: on average a look more changes nothing when both fail alike', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const now = evidenceOfDifference(pairs);
        const next = (baseFailed: boolean, headFailed: boolean) =>
          evidenceOfDifference([...pairs, { baseFailed, headFailed }]);
        expect((next(true, false) + next(false, true)) / 2).to.be.closeTo(now, 1e-9 * now);
        expect(next(true, true)).to.be.closeTo(now, 1e-9 * now);
        expect(next(false, false)).to.be.closeTo(now, 1e-9 * now);
      }),
    );
  });

  it('who looks after every pair, for as long as 200, seldom claims what is not there', () => {
    const next = randomness(1);
    for (const rate of [0.05, 0.25, 0.5]) {
      const claims = Array.from({ length: 200 }, () => firstClaim(runs(next, rate, rate, 200)));
      expect(claims.filter((at) => at !== undefined)).to.have.length.at.most(10);
    }
  });

  it('a fault that shows one time in four is found, within 60 pairs most of the time', () => {
    const next = randomness(2);
    const found = Array.from({ length: 200 }, () => firstClaim(runs(next, 0, 0.25, 60)));
    expect(found.filter((at) => at !== undefined)).to.have.length.at.least(195);
  });

  it('nothing fails: nothing is claimed, and the difference is soon known to be small', () => {
    const quiet = (count: number) =>
      Array.from({ length: count }, (): PairOfRuns => ({ baseFailed: false, headFailed: false }));
    expect(evidenceOfDifference(quiet(1000))).to.be.closeTo(1, 1e-9);
    const [low, high] = differenceSequence(quiet(40));
    expect(high).to.be.below(0.2);
    expect(low).to.be.closeTo(-high, 1e-6);
  });

  it('the difference is within its confidence sequence at all looks, nearly always', () => {
    const next = randomness(3);
    const missed = Array.from({ length: 60 }, () => {
      const pairs = runs(next, 0.1, 0.35, 60);
      return [10, 20, 30, 40, 50, 60].some((count) => {
        const [low, high] = differenceSequence(pairs.slice(0, count));
        return 0.25 < low || 0.25 > high;
      });
    });
    expect(missed.filter(Boolean)).to.have.length.at.most(3);
  });
});
