import type { RecordedRun } from './recorded-run.js';

/** What a run's own plan has that its record does not, for people; nothing when it is whole, however it ended. */
export function missingCells({ started, cells }: Pick<RecordedRun, 'started' | 'cells'>): string[] {
  const missing = started.cells.filter(({ id }) => !cells.has(id));
  return missing.length === 0 ? [] : [`${missing.length} of ${started.cells.length} cells have no result`];
}
