import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { localHost, type Host } from '../host/index.js';
import { UnusableQemuError } from './unusable-qemu.js';

/**
 * @returns the path, when it is an executable file that the kernel knows how to start
 * @throws {@link UnusableQemuError} telling what it is in its place
 */
export function checkExecutable(path: string): string {
  const what = notExecutableBecause(path);
  if (what !== undefined) throw new UnusableQemuError(`${path} is no QEMU: ${what}`);
  return path;
}

/** The same on any host, as far as can be told without reading the file. */
export async function checkExecutableOn(host: Host, path: string): Promise<string> {
  if (host === localHost) return checkExecutable(path);
  const status = await host.files.stat(path);
  if (status?.kind === 'file' && status.isExecutable) return path;
  const what =
    status === undefined
      ? 'there is no such file'
      : status.kind === 'file'
        ? 'the file is not executable'
        : 'it is not a regular file';
  throw new UnusableQemuError(`${path} on ${host.name} is no QEMU: ${what}`);
}

function notExecutableBecause(path: string): string | undefined {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return 'it is a directory; name the executable within it';
    if (!status.isFile()) return 'it is not a regular file';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? 'there is no such file'
      : `it cannot be looked at: ${(error as Error).message}`;
  }
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return `the file is not executable; if it is one after all: chmod +x ${path}`;
  }
  // A shell takes any other executable file for a script, and runs its text.
  const start = firstBytes(path);
  if (start !== undefined && !start.startsWith('\x7fELF') && !start.startsWith('#!')) {
    return `neither a program nor a script with a #! line: it begins with ${JSON.stringify(start)}`;
  }
  return undefined;
}

/** Nothing for a program that may be executed and not read. */
function firstBytes(path: string): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const bytes = Buffer.alloc(16);
    return bytes.toString('latin1', 0, readSync(file, bytes));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
