import type { RunEvent } from './events.js';
import type { CellResult } from './outcome.js';

/** Of what happened in a run before it was interrupted, what still counts: its beginning, and the cells that ended. */
export function whatEnded(before: readonly RunEvent[]): RunEvent[] {
  const ended = new Set(before.flatMap((event) => (event.type === 'cell-finished' ? [event.cell] : [])));
  return before.filter((event) => event.type === 'run-started' || ('cell' in event && ended.has(event.cell)));
}

/** How long the run went on before, in milliseconds: from each beginning to the last thing that happened after it. */
export function msOf(before: readonly RunEvent[]): number {
  let ms = 0;
  let last: number | undefined;
  for (const { type, at } of before) {
    if (last !== undefined && type !== 'run-resumed') ms += at - last;
    last = at;
  }
  return ms;
}

/** A result before it was laid against a list of known findings. */
export function asSeen(result: CellResult): CellResult {
  return result.outcome === 'known' ? { outcome: 'fail', findings: result.findings } : result;
}
