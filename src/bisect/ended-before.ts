import { Evidence } from './evidence.js';
import type { JournalEntry } from './journal.js';
import type { BisectResult } from './result.js';

export interface Sureness {
  readonly confidence: number;
  /** How often the bad end was to be run. */
  readonly repeat?: number | undefined;
}

/**
 * What a bisection has come to before, when that is as sure as is asked for now.
 *
 * @param bad - the bad end
 * @returns the result, or why it is not enough; nothing when it has not ended
 */
export function endedBefore(
  entries: readonly JournalEntry[],
  bad: string,
  { confidence, repeat = 0 }: Sureness,
): BisectResult | { readonly falling: string } | undefined {
  const ended = entries.findLast((entry) => entry.type === 'ended');
  if (!ended) return undefined;
  const { result, confidence: asked = 0 } = ended;
  const { failures, passes, others } = new Evidence(() => entries).of(bad);
  const runs = failures + passes + others;
  if (runs < repeat) return { falling: `the bad end was run ${runs} times, and ${repeat} are asked for` };
  // What was done for as much confidence has ended where more runs would make it no surer.
  if (result.probability >= confidence || asked >= confidence) return result;
  return { falling: `it was ${result.probability.toFixed(4)} sure, and ${confidence} is asked for` };
}
