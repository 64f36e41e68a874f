import {
  differenceSequence,
  newcombe,
  pairedRatio,
  type Interval,
  type Proportion,
  type Ratio,
} from '../statistics/index.js';
import { chancesOf, leastRuns, shares, type Chances, type Judging, type WayOfFailing } from './chances.js';
import type { CellRecord, PairRecord } from './record.js';
import { outcomesOf, signaturesOf, tally, type Tally } from './tally.js';

/**
 * - `broken`, `fixed`: head fails more often than base, or less often, and that is no chance
 * - `broken in another way`: head does not fail more often, but in a way that base does not have as often, and that is no chance
 * - `passes`: neither failed
 * - `still failing`: both failed every time, in a way that both have
 * - `flaky`: both failed now and then, in a way that both have, and no difference is to be seen
 * - `unclear`: one of them failed, the other one did not, or not as often, or in another way, and it may be chance
 * - `lost`: something around it broke, and what is left of its runs says nothing
 * - `not compared`: it cannot run on one of them, or did not
 */
export type CellVerdict =
  | 'broken'
  | 'broken in another way'
  | 'fixed'
  | 'passes'
  | 'still failing'
  | 'flaky'
  | 'unclear'
  | 'lost'
  | 'not compared';

/** What a cell's runs say. */
export interface JudgedCell {
  readonly name: string;
  readonly verdict: CellVerdict;
  readonly base: Proportion;
  readonly head: Proportion;
  /** Chance of such a difference, or a greater one, if there is none; corrected for all that could have been claimed. */
  readonly p: number;
  /** How much more often head fails: 0.25 is 25 percentage points. */
  readonly difference: Interval;
  /** What head takes of base's time, where both passed. */
  readonly time: Ratio | undefined;
  readonly speed: 'slower' | 'faster' | 'as fast';
  /** What failed, most frequent first, on each side. */
  readonly signatures: { readonly base: readonly string[]; readonly head: readonly string[] };
  /** The ways of failing that head has more often, where that is no chance and {@link verdict} rests on it. */
  readonly newWays: readonly WayOfFailing[];
  /** Why it is not compared, or lost. */
  readonly reason: string | undefined;
  /** In how many runs of each side something around it broke; of such a pair nothing else counts. */
  readonly errors: { readonly base: number; readonly head: number };
}

/** A difference in time below this is nobody's concern, however sure it is: another load on the host makes as much. */
const noticeableRatio = 1.05;

/** What the runs of all cells say. */
export function judge(records: readonly CellRecord[], judging: Judging): JudgedCell[] {
  const { looks, confidence } = judging;
  const alpha = 1 - confidence;
  const runnable = records.filter(({ skip }) => skip === undefined);
  // What could be claimed has to be reckoned with, before it is known of which cells.
  const cells = Math.max(1, runnable.length);
  const tallies = new Map(runnable.map((record) => [record, tally(record)]));
  const chances = chancesOf([...tallies.values()], judging);
  const chancesOfCell = new Map(runnable.map((record, index) => [record, chances[index]]));
  const least = leastRuns(cells, judging);
  return records.map((record): JudgedCell => {
    const counted = tallies.get(record) ?? tally(record);
    const { pairs, base, head, errors, whyError } = counted;
    const { p, ways } = chancesOfCell.get(record) ?? { p: 1, ways: [] };
    const verdict = verdictOf(counted, { p, ways }, { alpha, least });
    const time = pairedRatio(timesOf(pairs), 1 - (alpha * shares[looks].times) / cells);
    return {
      name: record.name,
      ...{ verdict, base, head, p, time, speed: speedOf(time), errors },
      difference:
        looks === 'fixed'
          ? newcombe(base, head, confidence)
          : differenceSequence(
              outcomesOf(pairs, ({ failed }) => failed === true),
              1 - alpha / cells,
            ),
      signatures: { base: signaturesOf(pairs, 'base'), head: signaturesOf(pairs, 'head') },
      newWays: verdict === 'broken in another way' ? newWaysOf(ways, alpha) : [],
      reason: record.skip ?? whyError ?? (pairs.length === 0 ? 'it did not run' : undefined),
    };
  });
}

/** Whether more runs could still change what is said of a cell. @param margin - a difference that is not worth more runs */
export function isClear({ verdict, difference: [low, high] }: JudgedCell, margin: number): boolean {
  if (verdict === 'broken' || verdict === 'broken in another way' || verdict === 'fixed') return true;
  return low > -margin && high < margin;
}

function verdictOf(
  { pairs, base, head, errors, isGivenUp }: Tally,
  { p, ways }: Chances,
  { alpha, least }: { readonly alpha: number; readonly least: number },
): CellVerdict {
  const broke = errors.base + errors.head;
  if (pairs.length === 0 && broke === 0) return 'not compared';
  const isNoChance = p <= alpha && base.failures !== head.failures;
  if (isNoChance && head.failures > base.failures) return 'broken';
  // Also where head fails less often: another bug is there, whatever became of the first.
  if (newWaysOf(ways, alpha).length > 0) return 'broken in another way';
  if (isNoChance) return 'fixed';
  if (broke > 0 && (isGivenUp || pairs.length < least)) return 'lost';
  if (base.failures + head.failures === 0) return 'passes';
  if (!ways.some((way) => way.base.failures > 0 && way.head.failures > 0)) return 'unclear';
  const [all, others] = [base.failures === base.runs, head.failures === head.runs];
  if (all && others) return 'still failing';
  return all || others ? 'unclear' : 'flaky';
}

function newWaysOf(ways: readonly WayOfFailing[], alpha: number): WayOfFailing[] {
  return ways.filter(({ base, head, p }) => p <= alpha && head.failures > base.failures);
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
