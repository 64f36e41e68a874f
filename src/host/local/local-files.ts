import { execFile } from 'node:child_process';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describeError, EnvironmentError } from '../../support/errors.js';
import type { FileStatus, HostFiles } from '../host.js';

/** The files of this machine. */
export const localFiles: HostFiles = {
  readText: (path) => readFile(path, 'utf8').catch(() => undefined),

  list: (directory) => readdir(directory).catch(() => []),

  async stat(path): Promise<FileStatus | undefined> {
    const status = await stat(path).catch((cause: unknown) => {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new EnvironmentError(`cannot look at ${path}`, { cause });
    });
    if (!status) return undefined;
    const kind = status.isFile() ? 'file' : status.isDirectory() ? 'directory' : 'other';
    const isExecutable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    return { kind, sizeBytes: status.size, modified: String(status.mtimeMs), isExecutable };
  },

  read(path, range) {
    if (range?.bytes === 0) return createReadStream('/dev/null');
    return createReadStream(path, range && { start: range.offset, end: range.offset + range.bytes - 1 });
  },

  write: (path, content) => orRefused(`write ${path}`, writeFile(path, content, { mode: 0o600 })),

  makeDirectory: (path) => orRefused(`make the directory ${path}`, mkdir(path, { mode: 0o700 })),

  // Node itself cannot make one.
  makePipe: (path) => orRefused(`make the pipe ${path}`, promisify(execFile)('mkfifo', ['-m', '600', path])),

  remove: (path) => orRefused(`remove ${path}`, rm(path, { recursive: true, force: true, maxRetries: 3 })),

  async freeBytes(directory) {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  },
};

/** @throws EnvironmentError when the system refuses it */
async function orRefused(what: string, doing: Promise<unknown>): Promise<void> {
  try {
    await doing;
  } catch (cause) {
    throw new EnvironmentError(`cannot ${what}: ${describeError(cause)}`, { cause });
  }
}
