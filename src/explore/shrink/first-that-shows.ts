import type { ExploredWalk } from '../explored.js';
import type { SteadyTrials } from './trials.js';

export interface SideBySide {
  readonly trials: SteadyTrials;
  /** How many walks are walked at the same time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/**
 * Tries candidates side by side until one shows it; the others that are under way are ended. Each gets its first attempt before
 * any gets its second, since several may show it.
 *
 * @param attempts - how often each is tried before it is said not to show it
 * @returns nothing when none does
 * @throws the signal's reason; what the trials throw
 */
export async function firstThatShows(
  candidates: readonly ExploredWalk[],
  attempts: number,
  { trials, jobs, signal }: SideBySide,
): Promise<ExploredWalk | undefined> {
  const queue = Array.from({ length: attempts }, () => candidates).flat();
  const decided = new AbortController();
  const either = AbortSignal.any([signal, decided.signal]);
  let first: ExploredWalk | undefined;
  const worker = async () => {
    for (let walk = queue.shift(); walk && !either.aborted; walk = queue.shift()) {
      if ((await trials.shows(walk, either)) !== true) continue;
      first ??= walk;
      decided.abort();
    }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: Math.min(jobs, queue.length) }, () =>
      worker().catch((error: unknown) => {
        if (decided.signal.aborted) return;
        decided.abort();
        throw error;
      }),
    ),
  );
  signal.throwIfAborted();
  if (first) return first;
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return undefined;
}
