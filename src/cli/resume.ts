import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { planDifferences, readRun } from '../records/index.js';
import { whatCounts, type Cell, type RunEvent, type Shard } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { shellQuote } from '../support/shell-quote.js';

/** A run that goes on. */
interface Resumed {
  /** The run's folder. */
  readonly output: string;
  readonly before: readonly RunEvent[];
}

/**
 * The folder itself, where a link names it: a run that begins meanwhile moves `latest`.
 *
 * @throws UsageError when there is none
 */
export function resumedFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw new UsageError(`--resume: there is no run in ${folder}`, { cause });
  }
}

/**
 * Makes a folder ready to go on in: what cells left there that came to no result is removed.
 *
 * @throws UsageError when there is no run, or when it was one of other cells
 */
export function resumeIn(folder: string, cells: readonly Cell[], shard: Shard | undefined): Resumed {
  const { started, events, directory } = readRun(folder);
  const differences = [
    ...shardDifference(started.shard, shard),
    ...planDifferences(
      started.cells,
      cells.map(({ description }) => description),
    ),
  ];
  if (differences.length > 0) {
    const said = started.words ? `; it was: vmwright run ${shellQuote(started.words)}` : '';
    throw new UsageError(
      `--resume: ${folder} is of another run: this one is ${differences.join('; ')}${said}`,
    );
  }
  const keep = new Set(whatCounts(events).flatMap((event) => ('cell' in event ? [event.cell] : [])));
  for (const { id } of started.cells) {
    if (!keep.has(id)) rmSync(join(directory, 'cells', id), { recursive: true, force: true });
  }
  return { output: directory, before: events };
}

function shardDifference(before: Shard | undefined, now: Shard | undefined): string[] {
  const [was, is] = [before, now].map((one) => (one ? `shard ${one.index}/${one.total}` : 'no shard'));
  return was === is ? [] : [`${is ?? ''} in place of ${was ?? ''}`];
}
