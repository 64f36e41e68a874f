import { join } from 'node:path';
import { Subject, type Observable } from 'rxjs';
import type { Planted } from '../faults/index.js';
import type { KnownFinding } from '../known/index.js';
import { LogFile } from '../support/log-file.js';
import type { Cell, RunnableCell } from './cell.js';
import type { CellDescription, DescribedHost, RunEvent } from './events.js';
import { KnownFindingsOfRun } from './judge-known.js';
import { noCounts, type CellResult, type Counts } from './outcome.js';
import { makeRunDirectory } from './run-directory.js';
import { asSeen, msOf, reopenRecord, whatCounts } from './resumed.js';
import { runCell } from './run-cell.js';
import type { Shard } from './shard.js';
import { unlessEveryTime } from './every-time.js';
import { nobodyIsTold } from './walk-through.js';
import { runWarm, type WarmProgress } from './run-warm.js';

export interface RunOptions {
  /** How many cells run at the same time. */
  readonly jobs: number;
  /** The run's folder; made when it is not there. */
  readonly output: string;
  /** What is known of the hosts that it runs on, for the record. */
  readonly hosts?: readonly DescribedHost[] | undefined;
  /** Findings that do not fail a cell. */
  readonly known?: readonly KnownFinding[] | undefined;
  /** How many more cells could have been asked for; for whoever reports. */
  readonly leftOut?: number | undefined;
  /** Which part of a run on several machines these cells are, with all cells of the whole. */
  readonly shard?: (Shard & { readonly plan: readonly CellDescription[] }) | undefined;
  /** What asked for it, for whoever resumes it. */
  readonly words?: readonly string[] | undefined;
  /** What happened in this run before it was interrupted: cells that came to a result then keep it, others begin anew. */
  readonly before?: readonly RunEvent[] | undefined;
  /** Saved states that VMs start from in place of booting, where they can. Default: every VM boots. */
  readonly warm?: RunnableCell['settings']['warm'];
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
  const { before = [] } = options;
  const file = join(options.output, 'events.jsonl');
  const counting = whatCounts(before);
  const record = before.length > 0 ? reopenRecord(file, counting) : new LogFile(file);
  const events = new Subject<RunEvent>();
  const emit = (event: RunEvent) => {
    record.write(`${JSON.stringify(event)}\n`);
    events.next(event);
  };
  const finished = Promise.resolve()
    .then(() => {
      for (const event of counting) events.next(event);
      return runAll(cells, options, emit);
    })
    .finally(() => {
      record[Symbol.dispose]();
      events.complete();
    });
  return { events: events.asObservable(), finished };
}

interface CellSurroundings {
  readonly output: string;
  readonly judge: KnownFindingsOfRun;
  readonly warm: RunOptions['warm'];
  readonly emit: (event: RunEvent) => void;
}

async function runAll(
  cells: readonly Cell[],
  options: RunOptions,
  emit: (event: RunEvent) => void,
): Promise<RunSummary> {
  const { jobs, output, signal, known = [], leftOut = 0, hosts, warm, shard, words, before = [] } = options;
  const started = Date.now();
  const counts = { ...noCounts };
  const judge = new KnownFindingsOfRun(known);
  const earlierMs = msOf(before);
  if (before.length > 0) emit({ type: 'run-resumed', at: started, jobs, ms: earlierMs });
  else
    emit({
      type: 'run-started',
      at: started,
      directory: output,
      jobs,
      cells: cells.map(({ description }) => description),
      leftOut,
      ...(hosts && { hosts }),
      ...(shard && { shard }),
      ...(words && { words }),
    });
  const ended = new Map(
    whatCounts(before).flatMap((event) => (event.type === 'cell-finished' ? [[event.cell, event]] : [])),
  );
  for (const { description } of cells) {
    const end = ended.get(description.id);
    if (!end) continue;
    // For what is known and gone. The result is the one that was told.
    judge.judge(description, asSeen(end.result));
    counts[end.result.outcome] += 1;
  }
  // A record that cannot be written ends the other cells too.
  const broken = new AbortController();
  const either = AbortSignal.any([broken.signal, ...(signal ? [signal] : [])]);
  // Told first and together: nothing has to be waited for.
  const left = cells.filter(({ description }) => !ended.has(description.id));
  for (const cell of left)
    if (cell.skip !== undefined) counts[tellSkipped(cell, cell.skip, output, emit)] += 1;
  const waiting = left.filter((cell) => cell.skip === undefined);
  const worker = async () => {
    for (let cell = waiting.shift(); cell && !either.aborted; cell = waiting.shift()) {
      const result = await runAndTell(cell, { output, judge, warm, emit }, either);
      if (result) counts[result.outcome] += 1;
    }
  };
  const workers = Array.from({ length: Math.min(jobs, waiting.length) }, () =>
    worker().catch((error: unknown) => {
      broken.abort(error);
      throw error;
    }),
  );
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const interrupted = signal?.aborted ?? false;
  const knownGone = interrupted ? [] : judge.gone();
  const ms = earlierMs + Date.now() - started;
  emit({ type: 'run-finished', at: Date.now(), ms, counts, knownGone, interrupted });
  return { directory: output, counts, interrupted };
}

function tellSkipped(
  { description: { id } }: Cell,
  reason: string,
  output: string,
  emit: (event: RunEvent) => void,
): 'skip' {
  const result = { outcome: 'skip', reason } as const;
  const directory = join(output, 'cells', id);
  emit({ type: 'cell-finished', at: Date.now(), cell: id, ms: 0, result, directory });
  return 'skip';
}

/** @returns the cell's result, or nothing when it was interrupted */
async function runAndTell(
  cell: RunnableCell,
  { output, judge, warm, emit }: CellSurroundings,
  signal: AbortSignal,
): Promise<CellResult | undefined> {
  const { id } = cell.description;
  const directory = join(output, 'cells', id);
  const started = Date.now();
  emit({ type: 'cell-started', at: started, cell: id });
  const progress: WarmProgress = {
    stepStarted: (step: number) => emit({ type: 'step-started', at: Date.now(), cell: id, step }),
    faultPlanted: ({ step, what }: Planted) =>
      emit({ type: 'fault-planted', at: Date.now(), cell: id, step, what }),
    stepFinished: (step: number, ms: number, settledAfterMs?: number) =>
      emit({
        type: 'step-finished',
        at: Date.now(),
        cell: id,
        step,
        ms: Math.round(ms),
        ...(settledAfterMs !== undefined && { settledAfterMs: Math.round(settledAfterMs) }),
      }),
    vmStarted: (start) =>
      emit({ type: 'vm-started', at: Date.now(), cell: id, ...start, ms: Math.round(start.ms) }),
    confirmationStarted: () => emit({ type: 'confirmation-started', at: Date.now(), cell: id }),
  };
  const { description } = cell;
  const isByChance = (seen: CellResult) => judge.isByChance(description, seen);
  const isKnown = (seen: CellResult) => judge.judge(description, seen).outcome === 'known';
  let result: CellResult;
  try {
    const found = warm
      ? await runWarm(cell, warm, { directory, progress, isKnown }, signal)
      : await runCell(cell, directory, progress, signal);
    result = judge.judge(description, found);
    if (result.outcome === 'known' && isByChance(found)) {
      emit({ type: 'repetition-started', at: Date.now(), cell: id });
      const again = (name: string) => runCell(cell, join(directory, name), nobodyIsTold, signal);
      result = judge.judge(description, await unlessEveryTime(result, { again, isByChance }));
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  emit({ type: 'cell-finished', at: Date.now(), cell: id, ms: Date.now() - started, result, directory });
  return result;
}
