import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { EnvironmentError, UsageError } from '../support/errors.js';
import type { GuestArch } from './machine-spec.js';

const debianPackage: Record<GuestArch, string> = { aarch64: 'qemu-system-arm', x86_64: 'qemu-system-x86' };

/**
 * The absolute path of a QEMU: the one named, by a path or by a name on PATH, or else the installed one for `arch`.
 *
 * @throws {@link UsageError} when what was named is not an executable file; {@link EnvironmentError} when no QEMU is installed
 */
export function findQemu(arch: GuestArch, nameOrPath?: string): string {
  if (nameOrPath?.includes('/')) return checkExecutable(resolve(nameOrPath));
  const name = nameOrPath ?? `qemu-system-${arch}`;
  const found = onPath(name);
  if (found !== undefined) return checkExecutable(found);
  if (nameOrPath === undefined || nameOrPath === `qemu-system-${arch}`) {
    throw new EnvironmentError(
      `${name} is not installed: it is in none of PATH's directories. On Debian: sudo apt-get install ${debianPackage[arch]}`,
    );
  }
  const here = existsSync(name) ? `; the file in this directory is called ./${name}` : '';
  throw new UsageError(`there is no QEMU ${name}: it is in none of PATH's directories${here}`);
}

/**
 * @returns the path, when it is an executable file that the kernel knows how to start
 * @throws {@link UsageError} telling what it is in its place
 */
export function checkExecutable(path: string): string {
  const what = notExecutableBecause(path);
  if (what !== undefined) throw new UsageError(`${path} is no QEMU: ${what}`);
  return path;
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

function onPath(name: string): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return directories
    .map((directory) => join(directory, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    });
}
