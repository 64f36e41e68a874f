import { chanceToShow, fisherExact, runsToSee, runsToShow } from '../statistics/index.js';
import { shares } from './chances.js';
import type { PairRecord, SideResult } from './record.js';
import { countOf } from './tally.js';

export interface FixedRounds {
  /** So often in any case. */
  readonly atLeast: number;
  /** So often where it did not always end in one way until then. */
  readonly atMost: number;
}

/** How often each cell runs on each side. */
export type Rounds =
  | FixedRounds
  /** Until it is clear. */
  | { readonly budgetMs: number };

/** A fault that shows one time in so many is what a comparison shall find if nobody says how often to run. */
const rate = 0.25;

/** How likely these runs are to show such a fault, on one side alone. */
export function chanceToFind({ atLeast, atMost }: FixedRounds, confidence: number): number {
  return chanceToShow(rate, atMost, (1 - confidence) * shares.fixed.failures, atLeast);
}

/** @param confidence - as in {@link Judging} */
export function usualRounds(confidence: number): FixedRounds {
  const alpha = (1 - confidence) * shares.fixed.failures;
  return { atLeast: runsToSee(rate, 0.95), atMost: runsToShow(rate, 0.9, alpha) };
}

/**
 * Whether a cell runs again. One that passed each time on both sides, or failed each time in one way, has nothing to be claimed; to run
 * it no more makes no claim more likely, and does not depend on which side was which. One that obviously differs is not run on
 * either: that is looked at once, and is a claim so rare that a small share pays for it.
 *
 * @param cells - how many could end so
 */
export function goesOn(
  pairs: readonly PairRecord[],
  round: number,
  {
    atLeast,
    atMost,
    cells,
    confidence,
  }: FixedRounds & { readonly cells: number; readonly confidence: number },
): boolean {
  if (round < atLeast) return true;
  if (round >= atMost) return false;
  const known = pairs.flatMap(({ base, head }) =>
    base.failed === undefined || head.failed === undefined ? [] : [{ base, head }],
  );
  const ends = known
    .flatMap(({ base, head }) => [base, head])
    .map(({ failed, signature }) => (failed ? `failed: ${signature ?? ''}` : 'passed'));
  if (new Set(ends).size <= 1) return false;
  if (round > atLeast) return true;
  const failed = ({ failed: itDid }: SideResult) => itDid === true;
  const p = fisherExact(countOf(known, 'base', failed), countOf(known, 'head', failed));
  return p > ((1 - confidence) * shares.fixed.obvious) / cells;
}
