import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../support/errors.js';
import { makeNewFolder } from '../support/make-folder.js';

/** Where runs are kept when nothing else is said, in the working directory. */
const runsFolder = 'vmwright-runs';

/**
 * The folder for a run's records: the one that was asked for, or a new one named by the local time.
 *
 * @throws UsageError when the folder holds another run's records already
 * @throws EnvironmentError when a new one cannot be made
 */
export function chooseOutput(wanted: string | undefined): string {
  if (wanted === undefined) return makeFolderOfNow();
  if (isRun(wanted))
    throw new UsageError(`${wanted} holds the records of another run; --output names another folder`);
  return resolve(wanted);
}

/** Made at once: another run that starts in the same second takes another name. */
function makeFolderOfNow(): string {
  const time = localTime(new Date());
  for (let count = 1; ; count++) {
    const folder = resolve(runsFolder, count === 1 ? time : `${time}-${count}`);
    if (makeNewFolder(folder, '--output names another place')) return folder;
  }
}

function isRun(folder: string): boolean {
  return existsSync(join(folder, 'events.jsonl'));
}

/** `2015-03-09T14-05-59`: sorts by time, and needs no quotes in a shell. */
function localTime(date: Date): string {
  const offset = date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - offset).toISOString().slice(0, 19).replaceAll(':', '-');
}

/** Points `latest`, next to a folder that vmwright has named itself, to it. */
export function linkLatest(folder: string): void {
  const link = resolve(folder, '..', 'latest');
  try {
    rmSync(link, { force: true });
    symlinkSync(basename(folder), link);
  } catch {
    // A convenience: some file systems know no symbolic links, and another run may have been quicker.
  }
}
