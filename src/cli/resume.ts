import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mendRecord, planDifferences, readRun } from '../records/index.js';
import type { Cell, RunEvent, Shard } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { shellQuote } from '../support/shell-quote.js';

/** The words of the run that a folder holds, when it has them: for who says only `--resume DIR`. */
export function wordsOf(folder: string): readonly string[] | undefined {
  return readRun(folder).started.words;
}

/** A run that goes on. */
interface Resumed {
  /** The run's folder. */
  readonly output: string;
  readonly before: readonly RunEvent[];
}

/**
 * Makes a folder ready to go on in: what cells that had not ended left there is removed.
 *
 * @throws UsageError when there is no run, or when it was one of other cells
 */
export function resumeIn(folder: string, cells: readonly Cell[], shard: Shard | undefined): Resumed {
  const run = readRun(folder);
  const { started } = run;
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
  mendRecord(folder);
  for (const { id } of started.cells) {
    if (!run.cells.has(id)) rmSync(join(run.directory, 'cells', id), { recursive: true, force: true });
  }
  return { output: run.directory, before: run.events };
}

function shardDifference(before: Shard | undefined, now: Shard | undefined): string[] {
  const [was, is] = [before, now].map((one) => (one ? `shard ${one.index}/${one.total}` : 'no shard'));
  return was === is ? [] : [`${is ?? ''} in place of ${was ?? ''}`];
}
