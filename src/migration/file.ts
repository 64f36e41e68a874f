import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { QmpClient } from '../qmp/index.js';
import { shellQuote } from '../qemu/index.js';
import { DeadlineError, EnvironmentError } from '../support/errors.js';
import { until, type WaitOptions } from '../support/deadline.js';
import { migrationEnd, prepareMigration } from './progress.js';

/** What a pipe holds may be missing from a file whose disk has no more room than that: pipe(7). */
const endBytes = 0x10000;

/**
 * Saves a VM into a file (`exec:cat`, which every QEMU has; `file:` exists since 8.2) and returns when the stream is
 * complete. A running VM is migrated live and stops itself at the end.
 *
 * @throws FindingError `migration-failed` when QEMU says so; EnvironmentError when the disk is too small for it
 */
export async function saveToFile(
  qmp: QmpClient,
  path: string,
  ramMib: number,
  wait: WaitOptions,
): Promise<void> {
  await requireSpace(path, ramMib * 2 ** 20, 'before the migration');
  await prepareMigration(qmp, wait);
  try {
    await migrationEnd(qmp, 'saving the VM to a file', wait, () =>
      qmp.execute('migrate', { uri: `exec:${saveCommand(path)}` }, { signal: wait.signal }),
    );
    await wholeFile(path, wait);
  } finally {
    // A full disk looks like a failed migration, or worse like a complete one whose end is missing.
    await requireSpace(path, endBytes, `after ${await sizeOf(path)} bytes of the migration stream`);
  }
}

/**
 * Restores a VM from a file into a QEMU that was launched with `-incoming defer`, and returns when all of it is
 * loaded. A VM that was running when it was saved then resumes by itself.
 *
 * @throws FindingError `migration-failed` when QEMU says so
 */
export async function restoreFromFile(qmp: QmpClient, path: string, wait: WaitOptions): Promise<void> {
  await prepareMigration(qmp, wait);
  await migrationEnd(qmp, 'restoring the VM from a file', wait, () =>
    qmp.execute('migrate-incoming', { uri: `exec:cat ${shellQuote([path])}` }, { signal: wait.signal }),
  );
}

/** QEMU says `completed` when it has written everything into the pipe; the last of it may still be in there. */
async function wholeFile(path: string, wait: WaitOptions): Promise<void> {
  try {
    await until('the end of the migration stream to be written', wait, async () => {
      if (existsSync(path)) return true;
      await requireSpace(path, endBytes, `after ${await sizeOf(path)} bytes of the migration stream`);
      return undefined;
    });
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    throw new EnvironmentError(`the migration stream in ${path} was never written to its end`, { cause });
  }
}

/** The file has its name once it is whole. */
function saveCommand(path: string): string {
  const [whole, part] = [shellQuote([path]), shellQuote([`${path}.part`])];
  return `cat > ${part} && mv ${part} ${whole}`;
}

async function requireSpace(path: string, bytes: number, when: string): Promise<void> {
  const folder = dirname(path);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return;
  throw new EnvironmentError(
    `the disk that holds ${folder} has ${Math.floor((bavail * bsize) / 2 ** 20)} MiB left ${when}, and ` +
      `${Math.ceil(bytes / 2 ** 20)} MiB may be needed; free some space, or set TMPDIR to a folder with more`,
  );
}

async function sizeOf(path: string): Promise<number> {
  const status = await stat(path).catch(() => stat(`${path}.part`).catch(() => undefined));
  return status?.size ?? 0;
}
