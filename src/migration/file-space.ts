import { dirname } from 'node:path';
import type { HostFiles } from '../host/index.js';
import { EnvironmentError } from '../support/errors.js';

/** What a pipe holds may be missing from a file whose disk has no more room than that: pipe(7). */
const endBytes = 0x10000;

/** @throws EnvironmentError when the disk cannot hold a stream with all of the guest's memory */
export async function requireSpaceFor(files: HostFiles, path: string, ramMib: number): Promise<void> {
  await requireSpace(files, path, ramMib * 2 ** 20, 'before the migration');
}

/**
 * A full disk looks like a failed migration, or worse like a complete one whose end is missing.
 *
 * @param paths - names that the file has had
 * @throws EnvironmentError when the disk is full now
 */
export async function requireSpaceLeft(files: HostFiles, ...paths: [string, ...string[]]): Promise<void> {
  const sizes = await Promise.all(
    paths.map((path) =>
      files.stat(path).then(
        (status) => status?.sizeBytes ?? 0,
        () => 0,
      ),
    ),
  );
  await requireSpace(files, paths[0], endBytes, `after ${Math.max(...sizes)} bytes of the migration stream`);
}

async function requireSpace(files: HostFiles, path: string, bytes: number, when: string): Promise<void> {
  const folder = dirname(path);
  const freeBytes = await files.freeBytes(folder);
  if (freeBytes >= bytes) return;
  throw new EnvironmentError(
    `the disk that holds ${folder} has ${Math.floor(freeBytes / 2 ** 20)} MiB left ${when}, and ` +
      `${Math.ceil(bytes / 2 ** 20)} MiB may be needed; free some space, or set TMPDIR to a folder with more`,
  );
}
