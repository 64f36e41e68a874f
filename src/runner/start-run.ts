import { join } from 'node:path';
import { Subject, type Observable } from 'rxjs';
import { LogFile } from '../support/log-file.js';
import type { Cell } from './cell.js';
import type { RunEvent } from './events.js';
import type { CellResult, Counts } from './outcome.js';
import { makeRunDirectory } from './run-directory.js';
import { runCell } from './run-cell.js';

export interface RunOptions {
  /** How many cells run at the same time. */
  readonly jobs: number;
  /** The run's folder; made when it is not there. */
  readonly output: string;
  /** How many more cells could have been asked for; for whoever reports. */
  readonly leftOut?: number | undefined;
  /** Ends the run: cells that run are stopped and have no result, the others do not start. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunSummary {
  readonly directory: string;
  readonly counts: Counts;
  readonly interrupted: boolean;
}

/** A set of cells on their way. */
export interface Run {
  /** Begins with `run-started` for whoever subscribes at once, and completes after `run-finished`. */
  readonly events: Observable<RunEvent>;
  /** Rejects with an EnvironmentError when the run's folder cannot be written. */
  readonly finished: Promise<RunSummary>;
}

/**
 * Runs cells side by side and records what happens in the run's folder: `events.jsonl`, and a folder for each cell.
 *
 * @throws EnvironmentError when the folder cannot be made or written
 */
export function startRun(cells: readonly Cell[], options: RunOptions): Run {
  makeRunDirectory(options.output);
  const record = new LogFile(join(options.output, 'events.jsonl'));
  const events = new Subject<RunEvent>();
  const emit = (event: RunEvent) => {
    record.write(`${JSON.stringify(event)}\n`);
    events.next(event);
  };
  const finished = Promise.resolve()
    .then(() => runAll(cells, options, emit))
    .finally(() => {
      record[Symbol.dispose]();
      events.complete();
    });
  return { events: events.asObservable(), finished };
}

async function runAll(
  cells: readonly Cell[],
  { jobs, output, signal, leftOut = 0 }: RunOptions,
  emit: (event: RunEvent) => void,
): Promise<RunSummary> {
  const started = Date.now();
  const counts = { pass: 0, fail: 0, skip: 0, error: 0 };
  emit({
    type: 'run-started',
    at: started,
    directory: output,
    jobs,
    cells: cells.map(({ description }) => description),
    leftOut,
  });
  // A record that cannot be written ends the other cells too.
  const broken = new AbortController();
  const either = AbortSignal.any([broken.signal, ...(signal ? [signal] : [])]);
  const waiting = [...cells];
  const worker = async () => {
    for (let cell = waiting.shift(); cell && !either.aborted; cell = waiting.shift()) {
      const result = await runAndTell(cell, output, emit, either);
      if (result) counts[result.outcome] += 1;
    }
  };
  const workers = Array.from({ length: Math.min(jobs, cells.length) }, () =>
    worker().catch((error: unknown) => {
      broken.abort(error);
      throw error;
    }),
  );
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const interrupted = signal?.aborted ?? false;
  emit({ type: 'run-finished', at: Date.now(), ms: Date.now() - started, counts, interrupted });
  return { directory: output, counts, interrupted };
}

/** @returns the cell's result, or nothing when it was interrupted */
async function runAndTell(
  cell: Cell,
  output: string,
  emit: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<CellResult | undefined> {
  const { id } = cell.description;
  const directory = join(output, 'cells', id);
  const started = Date.now();
  emit({ type: 'cell-started', at: started, cell: id });
  const progress = {
    stepStarted: (step: number) => emit({ type: 'step-started', at: Date.now(), cell: id, step }),
    stepFinished: (step: number, ms: number) =>
      emit({ type: 'step-finished', at: Date.now(), cell: id, step, ms: Math.round(ms) }),
  };
  let result: CellResult;
  try {
    result = await runCell(cell, directory, progress, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  emit({ type: 'cell-finished', at: Date.now(), cell: id, ms: Date.now() - started, result, directory });
  return result;
}
