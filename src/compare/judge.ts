import {
  differenceSequence,
  evidenceOfDifference,
  fisherExact,
  holm,
  newcombe,
  pairedRatio,
  type Interval,
  type Proportion,
  type Ratio,
} from '../statistics/index.js';
import type { CellRecord, PairRecord, SideResult } from './record.js';

/**
 * - `broken`, `fixed`: head fails more often than base, or less often, and that is no chance
 * - `passes`: neither failed
 * - `still failing`: both failed every time
 * - `flaky`: both failed now and then, and no difference is to be seen
 * - `unclear`: one of them failed, the other one did not, or not as often, and it may be chance
 * - `not compared`: it cannot run on one of them, or nothing is known of how it went
 */
export type CellVerdict =
  'broken' | 'fixed' | 'passes' | 'still failing' | 'flaky' | 'unclear' | 'not compared';

/** What a cell's runs say. */
export interface JudgedCell {
  readonly name: string;
  readonly verdict: CellVerdict;
  readonly base: Proportion;
  readonly head: Proportion;
  /** Chance of such a difference, or a greater one, if there is none; corrected for the number of cells. */
  readonly p: number;
  /** How much more often head fails: 0.25 is 25 percentage points. */
  readonly difference: Interval;
  /** What head takes of base's time, where both passed. */
  readonly time: Ratio | undefined;
  readonly speed: 'slower' | 'faster' | 'as fast';
  /** What failed, most frequent first, on each side. */
  readonly signatures: { readonly base: readonly string[]; readonly head: readonly string[] };
  /** Why it is not compared. */
  readonly reason: string | undefined;
  /** Pairs of which nothing is known, since something around them broke. */
  readonly broke: number;
}

/** How the runs came about, on which it depends what may be said of them. */
export interface Judging {
  /**
   * `fixed`: their number was fixed beforehand. `sequential`: it was looked at them again and again, and they went on until it
   * was clear.
   */
  readonly looks: 'fixed' | 'sequential';
  /** As 0.95: false claims among all cells together are rarer than the rest. */
  readonly confidence: number;
}

/** A difference in time below this is nobody's concern, however sure it is: another load on the host makes as much. */
const noticeableRatio = 1.05;

/** What the runs of all cells say. The more cells there are, the more it takes for each of them. */
export function judge(records: readonly CellRecord[], { looks, confidence }: Judging): JudgedCell[] {
  const alpha = 1 - confidence;
  const known = records.map((record) => knownPairs(record));
  const compared = Math.max(1, known.filter((pairs) => pairs.length > 0).length);
  const rates = known.map((pairs) => ({ base: rateOf(pairs, 'base'), head: rateOf(pairs, 'head') }));
  const chances =
    looks === 'fixed'
      ? correctedChances(rates)
      : // Which cells fail is not known beforehand: each look has to reckon with all of them.
        known.map((pairs) => Math.min(1, compared / evidenceOfDifference(outcomesOf(pairs))));
  return records.map((record, index): JudgedCell => {
    const pairs = known[index] ?? [];
    const { base, head } = rates[index] ?? { base: nothing, head: nothing };
    const p = chances[index] ?? 1;
    const time = pairedRatio(timesOf(pairs), 1 - alpha / compared);
    return {
      name: record.name,
      verdict: verdictOf(base, head, p <= alpha),
      ...{ base, head, p, time, speed: speedOf(time) },
      difference:
        looks === 'fixed'
          ? newcombe(base, head, confidence)
          : differenceSequence(outcomesOf(pairs), 1 - alpha / compared),
      signatures: { base: signaturesOf(pairs, 'base'), head: signaturesOf(pairs, 'head') },
      reason: record.skip ?? (pairs.length === 0 ? whyNothingIsKnown(record) : undefined),
      broke: record.pairs.length - pairs.length,
    };
  });
}

/** Whether more runs could still change what is said of a cell. @param margin - a difference that is not worth more runs */
export function isClear({ verdict, difference: [low, high] }: JudgedCell, margin: number): boolean {
  if (verdict === 'broken' || verdict === 'fixed') return true;
  return low > -margin && high < margin;
}

const nothing: Proportion = { failures: 0, runs: 0 };

function knownPairs({ pairs, skip }: CellRecord): PairRecord[] {
  if (skip !== undefined) return [];
  return pairs.filter(({ base, head }) => base.failed !== undefined && head.failed !== undefined);
}

function rateOf(pairs: readonly PairRecord[], side: keyof PairRecord): Proportion {
  return { failures: pairs.filter((pair) => pair[side].failed).length, runs: pairs.length };
}

function outcomesOf(pairs: readonly PairRecord[]) {
  return pairs.map(({ base, head }) => ({
    baseFailed: base.failed === true,
    headFailed: head.failed === true,
  }));
}

function correctedChances(
  rates: readonly { readonly base: Proportion; readonly head: Proportion }[],
): number[] {
  const raw = rates.map(({ base, head }) => (base.runs === 0 ? 1 : fisherExact(base, head)));
  const ran = rates.flatMap(({ base }, index) => (base.runs === 0 ? [] : [index]));
  const corrected = holm(ran.map((index) => raw[index] ?? 1));
  const result = raw.map(() => 1);
  for (const [at, index] of ran.entries()) result[index] = corrected[at] ?? 1;
  return result;
}

function verdictOf(base: Proportion, head: Proportion, isNoChance: boolean): CellVerdict {
  if (base.runs === 0) return 'not compared';
  if (isNoChance && base.failures !== head.failures)
    return head.failures > base.failures ? 'broken' : 'fixed';
  if (base.failures + head.failures === 0) return 'passes';
  const [all, others] = [base.failures === base.runs, head.failures === head.runs];
  if (all && others) return 'still failing';
  const isFlaky = base.failures > 0 && head.failures > 0 && !all && !others;
  return isFlaky ? 'flaky' : 'unclear';
}

/** Of those that passed: one that fails ends early, or late. */
function timesOf(pairs: readonly PairRecord[]): (readonly [number, number])[] {
  const passed = pairs.filter(({ base, head }) => base.failed === false && head.failed === false);
  return passed.map(({ base, head }) => [base.ms, head.ms] as const);
}

function speedOf(time: Ratio | undefined): JudgedCell['speed'] {
  const [low, high] = time?.interval ?? [0, Infinity];
  if (low > noticeableRatio) return 'slower';
  return high < 1 / noticeableRatio ? 'faster' : 'as fast';
}

function signaturesOf(pairs: readonly PairRecord[], side: keyof PairRecord): string[] {
  const counts = new Map<string, number>();
  for (const pair of pairs) {
    const { signature } = pair[side];
    if (signature !== undefined) counts.set(signature, (counts.get(signature) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([signature]) => signature);
}

function whyNothingIsKnown({ pairs }: CellRecord): string {
  const broken = pairs
    .flatMap(({ base, head }): SideResult[] => [base, head])
    .find(({ failed }) => failed === undefined);
  return broken?.reason ?? 'it did not run';
}
