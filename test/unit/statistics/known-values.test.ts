import { expect } from 'chai';
import { fisherExact, newcombe, pairedRatio, stepDown, wilson } from '../../../src/statistics/index.js';
import { normalQuantile, studentQuantile } from '../../../src/statistics/quantiles.js';

/** Computed by SciPy 1.17 (fisher_exact, binomtest, t.ppf, norm.ppf), unless something else is said. */
describe('statistics, against values computed elsewhere', () => {
  it("has Fisher's exact test", () => {
    const known = [
      [[0, 20, 5, 20], 0.04712404712404713],
      [[0, 5, 5, 5], 0.007936507936507938],
      [[1, 10, 9, 10], 0.001093333910671372],
      [[3, 7, 2, 9], 0.596153846153846],
      [[0, 28, 7, 28], 0.010210876803551608],
      [[12, 40, 30, 60], 0.06293412572631979],
      [[2, 3, 1, 3], 1.0],
      [[150, 1000, 190, 1000], 0.020161144678062397],
    ] as const;
    for (const [[a, n, b, m], p] of known) {
      const seen = fisherExact({ failures: a, runs: n }, { failures: b, runs: m });
      expect(seen).to.be.closeTo(p, 1e-11);
    }
  });

  it("has the quantiles of Student's t and of the normal distribution", () => {
    const known = [
      [1, 12.706204736174694],
      [2, 4.302652729749462],
      [4, 2.7764451051977934],
      [19, 2.0930240544083087],
      [200, 1.9718962236339088],
    ] as const;
    for (const [degrees, value] of known) expect(studentQuantile(0.975, degrees)).to.be.closeTo(value, 1e-9);
    expect(normalQuantile(0.975)).to.be.closeTo(1.959963984540054, 1e-12);
    expect(normalQuantile(0.005)).to.be.closeTo(-2.5758293035489004, 1e-12);
  });

  it("has Wilson's interval", () => {
    const known = [
      [0, 20, 0.0, 0.16112515805281935],
      [5, 20, 0.11186170140766571, 0.468700877618744],
      [20, 20, 0.8388748419471808, 1.0],
      [81, 263, 0.2552885198782742, 0.36620957698280004],
    ] as const;
    for (const [failures, runs, low, high] of known) {
      const seen = wilson({ failures, runs });
      expect(seen[0]).to.be.closeTo(low, 1e-10);
      expect(seen[1]).to.be.closeTo(high, 1e-10);
    }
  });

  it("has Newcombe's interval, as in his paper of 1998, table II, method 10", () => {
    const known = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [10, 10, 0, 10, 0.6075, 1],
    ] as const;
    for (const [a, n, b, m, low, high] of known) {
      const seen = newcombe({ failures: b, runs: m }, { failures: a, runs: n });
      expect(seen[0]).to.be.closeTo(low, 5e-5);
      expect(seen[1]).to.be.closeTo(high, 5e-5);
    }
  });

  it('has the geometric mean of paired ratios with its t interval', () => {
    const times = [1.1, 1.2, 1.05, 0.98, 1.3].map((ratio): [number, number] => [1000, 1000 * ratio]);
    const seen = pairedRatio(times);
    expect(seen?.ratio).to.be.closeTo(1.12043465134799, 1e-12);
    expect(seen?.interval[0]).to.be.closeTo(0.9761701814353486, 1e-9);
    expect(seen?.interval[1]).to.be.closeTo(1.2860194173268085, 1e-9);
    expect(pairedRatio([[1, 2]])).to.equal(undefined);
  });

  it("has Holm's correction, as in R's p.adjust, where each test can give each of the p values", () => {
    const ps = [0.01, 0.04, 0.03, 0.005];
    const seen = stepDown(ps.map((p) => ({ p, attainable: ps.toSorted((a, b) => a - b) })));
    for (const [index, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(seen[index]).to.be.closeTo(p, 1e-15);
    expect(stepDown([])).to.deep.equal([]);
  });
});
