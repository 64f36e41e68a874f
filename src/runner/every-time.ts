import type { CellResult } from './outcome.js';

type KnownResult = Extract<CellResult, { outcome: 'known' }>;

/**
 * How often a cell is run once more. A bug that shows every third time is taken for another one in a hundred cells where it
 * shows.
 */
const usualTries = 4;

export interface Repetition {
  /** Runs the cell once more; `name`: for its records, unlike any other. */
  readonly again: (name: string) => Promise<CellResult>;
  /** Whether all that was found is known to show only rarely. */
  readonly isByChance: (result: CellResult) => boolean;
  readonly tries?: number;
}

/**
 * Looks whether findings that are known to show only rarely do so here: a QEMU that is broken in another way may look the
 * same, but every time.
 *
 * @param result - the cell's, as far as it is known
 * @returns it, when the cell passes once; `fail` when it never does; what else is found meanwhile as it is, to be judged
 */
export async function unlessEveryTime(
  result: KnownResult,
  { again, isByChance, tries = usualTries }: Repetition,
): Promise<CellResult> {
  for (let walk = 1; walk <= tries; walk++) {
    const repeated = await again(`again-${walk}`);
    if (repeated.outcome === 'pass') return result;
    if (!isByChance(repeated)) return repeated;
  }
  const { findings, known } = result;
  return { outcome: 'fail', findings, everyTime: { walks: tries + 1, known } };
}
