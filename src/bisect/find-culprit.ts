import { UsageError } from '../support/errors.js';
import type { Bench, FirstLook } from './bench.js';
import type { Culprit, Journal } from './journal.js';

export interface CulpritWishes {
  /** The signature to look for; left out, the one that shows most. */
  readonly signature?: string | undefined;
  /** How many rounds of all cells at most. */
  readonly rounds: number;
}

/**
 * Runs the cells that were asked for on the bad end until one of them fails, and settles on the failure that is looked
 * for: in one cell, so that all other commits need no more than this one.
 *
 * @throws UsageError when none fails, or not as was said
 */
export async function findCulprit(
  bad: string,
  { bench, journal }: { readonly bench: Bench; readonly journal: Journal },
  { signature, rounds }: CulpritWishes,
  signal: AbortSignal,
): Promise<Culprit> {
  const others = new Set<string>();
  for (let round = 1; round <= rounds; round++) {
    const look = await bench.look(bad, signal);
    if (look.cannot !== undefined) throw new UsageError(`the bad end cannot be tried: ${look.cannot}`);
    const culprit = choose(look, signature);
    for (const one of look.failed.flatMap(({ findings }) => findings)) others.add(one.signature);
    if (culprit) journal.add({ type: 'culprit', at: Date.now(), culprit });
    // Of several cells the first to fail was not chosen by chance: its rate is measured anew.
    if (look.cells === 1) addRuns(bad, look, culprit, journal);
    if (culprit) return culprit;
  }
  const seen = others.size === 0 ? 'every cell passed' : `the findings were: ${[...others].join('; ')}`;
  throw new UsageError(
    `the bad end does not fail${signature === undefined ? '' : ` with the signature ${signature}`}: in ${rounds} ` +
      `${rounds === 1 ? 'round' : 'rounds'} ${seen}. Name another scenario, or try more often with --repeat`,
  );
}

function addRuns(bad: string, look: FirstLook, culprit: Culprit | undefined, journal: Journal): void {
  const at = Date.now();
  for (const { directory } of look.passed)
    journal.add({ type: 'run', at, commit: bad, came: 'pass', directory });
  for (const { findings, directory } of look.failed) {
    const it = culprit && findings.find((one) => isSame(one, culprit));
    const [{ message }] = findings;
    journal.add({ type: 'run', at, commit: bad, came: it ? 'fail' : 'other', reason: message, directory });
  }
}

/**
 * The signature that most cells have; of its cells the quickest. What shows beside a cell's main finding is looked at only for a
 * signature that was asked for: else it may be a mere consequence.
 */
function choose({ failed }: FirstLook, signature: string | undefined): Culprit | undefined {
  const wanted = failed.flatMap(({ findings, ms }) => {
    const [main] = findings;
    const culprit = signature === undefined ? main : findings.find((one) => one.signature === signature);
    return culprit ? [{ culprit, ms }] : [];
  });
  const count = (of: Culprit) => wanted.filter(({ culprit }) => isSame(culprit, of)).length;
  return wanted.toSorted((a, b) => count(b.culprit) - count(a.culprit) || a.ms - b.ms)[0]?.culprit;
}

function isSame(one: Culprit, other: Culprit): boolean {
  return one.signature === other.signature && one.kind === other.kind;
}
