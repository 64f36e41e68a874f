import {
  chanceToFind,
  leastRuns,
  usualRounds,
  type FixedRounds,
  type JudgedCell,
  type Rounds,
} from '../compare/index.js';
import { counted } from '../report/text.js';

/** False claims among all cells of a comparison are rarer than one in twenty. */
export const confidence = 0.95;
/** Without --repeat: what finds a fault that shows one time in four. */
export const usual: FixedRounds = usualRounds(confidence);

export const comparisonHelp = `
Each cell runs on base and on head in turns (A B, B A, …), so that a noisy host hurts both alike, on a machine type that both
have. Findings count whether they are known or not. What is said of a cell:

  broken, fixed      head fails more often than base, or less often, by Fisher's exact test (two-sided, 5 % for all that is said
                     here together, corrected step by step as suits discrete tests: cells that always pass cost nothing)
  broken in another way
                     head does not fail more often, but in a way that base does not have as often, by the same test
  still failing      both fail every time, in a way that both have
  flaky              both fail now and then, and no difference can be told from chance
  unclear            only one of them failed, or in another way, which may be chance: --repeat more, or --until-sure
  lost               errors around it, which say nothing of QEMU, left too few of its runs
  slower, faster     the mean of the ratios of all pairs of times, with its whole interval more than 5 % away from equal

Without --repeat each cell runs ${usual.atLeast} times on each side, and ${usual.atMost} times where it did not always end in one way by then and is
not obvious: a fault that shows one time in four is found with ${Math.round(100 * chanceToFind(usual, confidence))} %. With --repeat it is so many runs, ${leastRuns(1, { looks: 'fixed', confidence })} at least to show anything.

With --until-sure, rounds go on until each cell is clear: broken, fixed, or sure to differ by less than 20 percentage points.
A cell that is clear runs no more, nor does one whose last three rounds ended in errors.
Its p values hold at every look, so that to stop at a good moment makes no false claim more likely.

Exit status: 0 head is not worse, 1 something is broken or slower, 2 wrong usage, 3 an error, a lost cell, or nothing could be
compared; 128 and the signal's number when interrupted, with what is known so far.`;

/**
 * What is about to be done, and how long that takes.
 *
 * @param roundMs - as {@link CompareOptions.begins}
 */
export function announcement(cells: number, roundMs: number, rounds: Rounds, jobs: number): string {
  const each = `${counted(cells, 'cell')} on each side`;
  if ('budgetMs' in rounds) return `${each}, until each is clear, or ${minutes(rounds.budgetMs)} are over`;
  const { atLeast, atMost } = rounds;
  const more = atMost > atLeast ? `, ${atMost} where they do not always end in one way` : '';
  return `${each}, ${counted(atLeast, 'run')} of each${more}: some ${minutes((atLeast * roundMs) / jobs)} under TCG on a quiet machine`;
}

/** @returns nothing when so many can show something */
export function warningOfTooFew(runs: number): string | undefined {
  const least = leastRuns(1, { looks: 'fixed', confidence });
  if (runs >= least) return undefined;
  return `with ${counted(runs, 'run')} of each no difference in failures can be shown, however large: --repeat ${least} at least`;
}

/** How far it is after a round. @param ms - that it took until now */
export function progressLine(
  { round, cells, left, ms }: { round: number; cells: readonly JudgedCell[]; left: number; ms: number },
  rounds: Rounds,
): string {
  const failed = (side: 'base' | 'head') => cells.reduce((sum, cell) => sum + cell[side].failures, 0);
  return `round ${round}${whereOf(rounds, { round, left, ms })}: ${counted(failed('base'), 'failure')} on base, ${failed('head')} on head`;
}

function whereOf(rounds: Rounds, { round, left, ms }: { round: number; left: number; ms: number }): string {
  const cells = counted(left, 'cell');
  if ('budgetMs' in rounds) return `, ${cells} unclear`;
  const { atLeast, atMost } = rounds;
  if (round < atLeast) return ` of ${atLeast}, some ${minutes(((atLeast - round) * ms) / round)} more`;
  return left > 0 ? ` of ${atMost}, ${cells} left` : ', the last one';
}

/** Nobody needs to know it better. */
function minutes(ms: number): string {
  return counted(Math.max(1, Math.round(ms / 60_000)), 'minute');
}
