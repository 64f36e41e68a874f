import type { ExploredWalk } from './explored.js';
import type { SideBySide } from './shrink/first-that-shows.js';

/** How often a walk showed a finding, of how often it was walked. */
export interface Frequency {
  readonly shows: number;
  readonly of: number;
}

export interface Confirmation extends SideBySide {
  /** How often it is walked at most. */
  readonly atMost: number;
  /** When it has shown so often, that is enough. */
  readonly enough: number;
}

/**
 * Walks a walk again and again to find out how often it shows what it once showed. The one place where a finding is confirmed:
 * each of these walks begins with a cold boot.
 *
 * @throws the signal's reason; what the trials throw
 */
export async function confirm(
  walk: ExploredWalk,
  { trials, jobs, signal, atMost, enough }: Confirmation,
): Promise<Frequency> {
  let [shows, of, begun] = [0, 0, 0];
  const worker = async () => {
    while (begun < atMost && shows < enough) {
      begun += 1;
      const shown = await trials.shows(walk, signal);
      if (shown === undefined) continue;
      of += 1;
      shows += shown ? 1 : 0;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(jobs, atMost) }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { shows, of };
}
