import { renameSync, rmSync } from 'node:fs';
import { EnvironmentError } from '../support/errors.js';
import { LogFile } from '../support/log-file.js';
import type { RunEvent } from './events.js';
import type { CellResult } from './outcome.js';

/**
 * Of what happened in a run before it was interrupted, what still counts: its beginning, and the cells that came to a result. An
 * error is none: nothing is known about that VM.
 */
export function whatCounts(before: readonly RunEvent[]): RunEvent[] {
  const ended = new Set(
    before.flatMap((event) =>
      event.type === 'cell-finished' && event.result.outcome !== 'error' ? [event.cell] : [],
    ),
  );
  return before.filter((event) => event.type === 'run-started' || ('cell' in event && ended.has(event.cell)));
}

/** How long the run went on before, in milliseconds: from each beginning to the last thing that happened after it. */
export function msOf(before: readonly RunEvent[]): number {
  let ms = 0;
  let last: number | undefined;
  for (const event of before) {
    // What it tells includes what was forgotten when it went on.
    if (event.type === 'run-resumed') ms = event.ms;
    else if (last !== undefined) ms += event.at - last;
    last = event.at;
  }
  return ms;
}

/** A result before it was laid against a list of known findings. */
export function asSeen(result: CellResult): CellResult {
  return result.outcome === 'known' ? { outcome: 'fail', findings: result.findings } : result;
}

/**
 * Opens the record of a run that goes on, with nothing in it but what counts: so its end is one as of a run that was never
 * interrupted. There is a whole record at any time, the old one or the new one.
 *
 * @throws EnvironmentError when it cannot be written
 */
export function reopenRecord(file: string, counting: readonly RunEvent[]): LogFile {
  const anew = `${file}.new`;
  try {
    using record = new LogFile(anew);
    record.write(counting.map((event) => `${JSON.stringify(event)}\n`).join(''));
    renameSync(anew, file);
  } catch (cause) {
    rmSync(anew, { force: true });
    throw cause instanceof EnvironmentError ? cause : new EnvironmentError(`cannot write ${file}`, { cause });
  }
  return new LogFile(file, 'append');
}
