import { expect } from 'chai';
import { chancesOf, type Judging } from '../../../src/compare/chances.js';
import { usualRounds, type PairRecord, type SideResult } from '../../../src/compare/index.js';
import { judge } from '../../../src/compare/judge.js';
import { goesOn } from '../../../src/compare/rounds.js';
import { tally } from '../../../src/compare/tally.js';
import { fisherExact } from '../../../src/statistics/index.js';
import { randomness } from '../../helpers/randomness.js';

/** How often a cell fails, whatever side it is on. */
const equalCells = [0, 0, 0, 0.02, 0.1, 0.25, 0.5, 0.9, 1, 1];
const fixed: Judging = { looks: 'fixed', confidence: 0.95 };
const usual = { ...usualRounds(0.95), cells: equalCells.length, confidence: 0.95 };

/** A side of a pair: fails in one of two ways, and takes a time that scatters by some 15 %. */
function side(next: () => number, rate: number): SideResult {
  const failed = next() < rate;
  const ms = 1000 * Math.exp(0.25 * (next() + next() + next() - 1.5));
  return { failed, ms, directory: '', ...(failed && { signature: next() < 0.5 ? 'a hang' : 'a crash' }) };
}

function pair(next: () => number, base: number, head: number): PairRecord {
  return { base: side(next, base), head: side(next, head) };
}

/** A cell, run as often as a comparison does which is told nothing. */
function usualCell(next: () => number, base: number, head: number): PairRecord[] {
  const pairs: PairRecord[] = [];
  do pairs.push(pair(next, base, head));
  while (goesOn(pairs, pairs.length, usual));
  return pairs;
}

function isClaimed({ verdict, speed }: ReturnType<typeof judge>[number]): boolean {
  return /^(broken|fixed)/.test(verdict) || speed !== 'as fast';
}

describe('a whole comparison', function () {
  this.timeout(120_000);

  it('of two that are equal claims nothing, 95 times of 100, at failures, ways of failing and times together', () => {
    const next = randomness(4);
    const comparisons = 200;
    let claims = 0;
    for (let count = 0; count < comparisons; count++) {
      const records = equalCells.map((rate, index) => ({
        name: String(index),
        pairs: usualCell(next, rate, rate),
      }));
      if (judge(records, fixed).some(isClaimed)) claims += 1;
    }
    expect(claims).to.be.at.most(0.05 * comparisons);
  });

  it('that is looked at after each round claims nothing either, however long it goes on', () => {
    const next = randomness(5);
    const comparisons = 100;
    let claims = 0;
    for (let count = 0; count < comparisons; count++) {
      const records = equalCells.map((rate, index) => ({
        ...{ name: String(index), rate, pairs: [] as PairRecord[] },
      }));
      for (let round = 0; round < 60; round++) {
        for (const { pairs, rate } of records) pairs.push(pair(next, rate, rate));
        const chances = chancesOf(records.map(tally), { looks: 'sequential' });
        if (!chances.some(({ p, ways }) => p <= 0.05 || ways.some((way) => way.p <= 0.05))) continue;
        claims += 1;
        break;
      }
    }
    expect(claims).to.be.at.most(0.05 * comparisons);
  });

  it('finds a fault that shows one time in four among 30 cells that pass, and is more often right than Holm is', () => {
    const next = randomness(6);
    const tries = 200;
    let [found, foundByHolm] = [0, 0];
    const passing = Array.from({ length: 30 }, (_, index) => ({
      name: `passes-${index}`,
      pairs: Array.from({ length: usual.atLeast }, () => pair(next, 0, 0)),
    }));
    for (let count = 0; count < tries; count++) {
      const [cell] = judge([{ name: 'faulty', pairs: usualCell(next, 0, 0.25) }, ...passing], fixed);
      if (cell?.verdict === 'broken') found += 1;
      if (cell && fisherExact(cell.base, cell.head) * 31 <= 0.05) foundByHolm += 1;
    }
    expect(found).to.be.at.least(0.8 * tries);
    expect(foundByHolm).to.be.below(0.5 * tries);
  });

  it('finds a fault that always shows in the rounds that every cell gets, and needs no more of them', () => {
    const next = randomness(7);
    const pairs = usualCell(next, 0, 1);
    expect(pairs).to.have.length(usual.atLeast);
    expect(judge([{ name: 'faulty', pairs }], fixed)[0]?.verdict).to.match(/^broken/);
  });

  it('with looks at each round, pays for a cell that fails by those that failed before it, not for all', () => {
    const faulty = { name: 'faulty', pairs: [] as PairRecord[] };
    const passing = Array.from({ length: 30 }, (_, index) => ({
      name: `passes-${index}`,
      pairs: [] as PairRecord[],
    }));
    const next = randomness(8);
    const pOf = () => chancesOf([faulty, ...passing].map(tally), { looks: 'sequential' })[0]?.p ?? 1;
    do {
      faulty.pairs.push(pair(next, 0, 1));
      for (const { pairs } of passing) pairs.push(pair(next, 0, 0));
    } while (pOf() > 0.05 && faulty.pairs.length < 30);
    // With an equal part for each of the 31, it would be ten.
    expect(faulty.pairs.length).to.be.at.most(8);
  });
});
