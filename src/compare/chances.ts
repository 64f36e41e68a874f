import {
  attainableByFisher,
  endlessShare,
  evidenceOfDifference,
  firstBet,
  fisherExact,
  harmonicShare,
  leastRunsToShow,
  rankedChances,
  stepDown,
  type DiscreteTest,
  type OngoingTest,
  type Proportion,
} from '../statistics/index.js';
import type { SideResult } from './record.js';
import { countOf, outcomesOf, signaturesOf, type Tally } from './tally.js';

/** How the runs came about, on which it depends what may be said of them. */
export interface Judging {
  /**
   * `fixed`: their number was fixed beforehand, or depended on nothing that tells the sides. `sequential`: it was looked at them again
   * and again, and they went on until it was clear.
   */
  readonly looks: 'fixed' | 'sequential';
  /** As 0.95: false claims among all cells together are rarer than the rest. */
  readonly confidence: number;
}

/**
 * What each kind of claim gets of the false ones that are allowed, so that they stay as rare as promised for all of it. With a fixed
 * number of runs, failures and the ways of failing are one family; `obvious` is for those that end early since nobody could doubt them.
 */
export const shares = {
  fixed: { failures: 0.95, obvious: 0.01, times: 0.04 },
  sequential: { failures: 0.85, ways: 0.1, times: 0.05 },
} as const;

/** One way of failing, as a signature tells it. */
export interface WayOfFailing {
  readonly signature: string;
  /** How often it fails in this way. */
  readonly base: Proportion;
  readonly head: Proportion;
  /** As the p of its cell. */
  readonly p: number;
}

/** How likely what is seen of a cell is by chance, corrected for all that could have been claimed of any. */
export interface Chances {
  /** Of the difference in how often it fails. */
  readonly p: number;
  /** Most frequent first. */
  readonly ways: readonly WayOfFailing[];
}

/** @param tallies - of the cells that could run */
export function chancesOf(tallies: readonly Tally[], { looks }: Pick<Judging, 'looks'>): Chances[] {
  const cells = tallies.map((one) => waysOf(one));
  const ps = looks === 'fixed' ? fixedChances(tallies, cells) : sequentialChances(tallies, cells);
  return cells.map((ways, index) => ({
    p: ps[index]?.p ?? 1,
    ways: ways.map((way, at) => ({ ...way, p: ps[index]?.ways[at] ?? 1 })),
  }));
}

/** How many runs of each it takes before anything can be claimed of failures: all fail on one side, and none on the other. */
export function leastRuns(cells: number, { looks, confidence }: Judging): number {
  const alpha = (1 - confidence) * shares[looks].failures;
  if (looks === 'fixed') return leastRunsToShow(alpha);
  let pairs = 1;
  while (evidenceOfDifference(broken(pairs)) * alpha * harmonicShare(1, Math.max(1, cells)) < 1) pairs += 1;
  return pairs;
}

function broken(pairs: number) {
  return Array.from({ length: pairs }, () => ({ baseFailed: false, headFailed: true }));
}

type Way = Omit<WayOfFailing, 'p'>;

interface Corrected {
  readonly p: number;
  readonly ways: readonly number[];
}

function waysOf({ pairs }: Tally): Way[] {
  return signaturesOf(pairs, 'base', 'head').map((signature) => ({
    signature,
    base: countOf(pairs, 'base', isThis(signature)),
    head: countOf(pairs, 'head', isThis(signature)),
  }));
}

const hasFailed = ({ failed }: SideResult) => failed === true;
const isThis = (signature: string) => (result: SideResult) => result.signature === signature;

function fixedChances(tallies: readonly Tally[], cells: readonly (readonly Way[])[]): Corrected[] {
  const tests = tallies.flatMap((one, index) => {
    const ways = cells[index] ?? [];
    // A single way of failing is the same table again.
    return [one, ...(ways.length > 1 ? ways : [])].map(fisherTest);
  });
  const corrected = stepDown(tests).map((p) => Math.min(1, p / shares.fixed.failures));
  let taken = 0;
  return cells.map((ways) => {
    const p = corrected[taken] ?? 1;
    taken += 1;
    if (ways.length <= 1) return { p, ways: ways.map(() => p) };
    taken += ways.length;
    return { p, ways: corrected.slice(taken - ways.length, taken) };
  });
}

function fisherTest({ base, head }: { readonly base: Proportion; readonly head: Proportion }): DiscreteTest {
  if (base.runs === 0) return { p: 1, attainable: [1] };
  return { p: fisherExact(base, head), attainable: attainableByFisher(base, head) };
}

function sequentialChances(tallies: readonly Tally[], cells: readonly (readonly Way[])[]): Corrected[] {
  const failures = tallies.map((one) => ongoing(one, hasFailed));
  const ways = tallies.flatMap((one, index) =>
    (cells[index] ?? []).map(({ signature }) => ongoing(one, isThis(signature))),
  );
  const ofFailures = rankedChances(failures, harmonicShare);
  // Nobody knows beforehand in how many ways a cell can fail.
  const ofWays = rankedChances(ways, endlessShare);
  let taken = 0;
  return cells.map((own, index) => {
    taken += own.length;
    return {
      p: Math.min(1, (ofFailures[index] ?? 1) / shares.sequential.failures),
      ways: ofWays.slice(taken - own.length, taken).map((p) => Math.min(1, p / shares.sequential.ways)),
    };
  });
}

function ongoing({ pairs, rounds }: Tally, isMeant: (result: SideResult) => boolean): OngoingTest {
  const outcomes = outcomesOf(pairs, isMeant);
  const first = firstBet(outcomes);
  return {
    evidence: evidenceOfDifference(outcomes),
    since: first === undefined ? undefined : rounds[first],
  };
}
