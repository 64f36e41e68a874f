import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { localHost } from '../host/index.js';
import { readWalkRecord, walkRecordFile, type RunnableCell, type WalkRecord } from '../runner/index.js';
import { UsageError } from '../support/errors.js';

/** A recorded walk, found by a folder or a file. */
export interface OpenedWalk extends WalkRecord {
  /** The folder that it is recorded in. */
  readonly directory: string;
}

/**
 * Finds a walk that was recorded.
 *
 * @param path - a cell's folder of a run, a reproducer's folder, or the file in it
 * @throws UsageError when nothing is recorded there
 */
export async function openWalk(path: string): Promise<OpenedWalk> {
  const status = await stat(path).catch(() => undefined);
  if (!status) throw new UsageError(`there is no ${path}`);
  const directory = status.isDirectory() ? path : dirname(path);
  if (!status.isDirectory() && basename(path) !== walkRecordFile)
    throw new UsageError(
      `${path} is no ${walkRecordFile}: vmwright replay takes that, or the folder with it; a scenario file is for vmwright run`,
    );
  const record = await readWalkRecord(directory);
  return { ...record, directory };
}

/**
 * The cell of a recorded walk, to be walked again as it was: on the same QEMU, guest and accelerator, with the same settings, no
 * step sooner after the one before it than then.
 *
 * @param count - the how-manieth repetition, from 1
 * @throws UsageError when it was walked elsewhere
 */
export function replayCell(
  { description, walk, machine, guest, deadlines, hosts, startsMs }: WalkRecord,
  count: number,
): RunnableCell {
  if (hosts)
    throw new UsageError(`${description.id} was walked on ${hosts.join(' and ')}: run it there once more`);
  return {
    description: { ...description, id: count === 1 ? description.id : `${description.id}#${count}` },
    walk,
    settings: { machine: { ...machine, host: localHost }, guest, ...(deadlines && { deadlines }) },
    startsMs,
  };
}
