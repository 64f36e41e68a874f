import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunEvent } from '../runner/index.js';
import { UsageError } from '../support/errors.js';

export type Started = Extract<RunEvent, { type: 'run-started' }>;
type CellFinished = Extract<RunEvent, { type: 'cell-finished' }>;
type Finished = Extract<RunEvent, { type: 'run-finished' }>;

/** A run as its folder tells it, on whichever machine it was. */
export interface RecordedRun {
  readonly directory: string;
  readonly started: Started;
  /** All of them, in order; what is in the folder is told by where the folder is now. */
  readonly events: readonly RunEvent[];
  /** How each cell ended, by its name. */
  readonly cells: ReadonlyMap<string, CellFinished>;
  /** Left out when the run was killed, or is still going on. */
  readonly finished?: Finished | undefined;
}

/**
 * Reads the folder of a run. Of one that was killed, the line that was being written is left out.
 *
 * @throws UsageError when the folder is none of a run
 */
export function readRun(directory: string): RecordedRun {
  const folder = resolve(directory);
  const lines = wholeLines(join(folder, 'events.jsonl'), directory);
  const events = lines.map((line, index) => {
    try {
      return here(JSON.parse(line) as RunEvent, folder);
    } catch (cause) {
      throw new UsageError(`${directory} holds no run that can be read: events.jsonl, line ${index + 1}`, {
        cause,
      });
    }
  });
  const [started] = events;
  if (started?.type !== 'run-started')
    throw new UsageError(
      `${directory} holds no run that can be read: its events.jsonl does not begin with one`,
    );
  const last = events.at(-1);
  return {
    ...{ directory: folder, started, events },
    cells: new Map(events.flatMap((event) => (event.type === 'cell-finished' ? [[event.cell, event]] : []))),
    finished: last?.type === 'run-finished' ? last : undefined,
  };
}

/** Milliseconds that each cell took, for those that were walked to an end. */
export function recordedTimes({ cells }: RecordedRun): Map<string, number> {
  const walked = [...cells.values()].filter(
    ({ result }) => result.outcome !== 'skip' && result.outcome !== 'error',
  );
  return new Map(walked.map(({ cell, ms }) => [cell, ms]));
}

function wholeLines(file: string, directory: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${directory} holds no run: it has no events.jsonl that can be read`, { cause });
  }
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

/** A folder may have been copied to here. */
function here(event: RunEvent, folder: string): RunEvent {
  if (event.type === 'run-started') return { ...event, directory: folder };
  if (event.type === 'cell-finished') return { ...event, directory: join(folder, 'cells', event.cell) };
  return event;
}
