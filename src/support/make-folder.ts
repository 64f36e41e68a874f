import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EnvironmentError } from './errors.js';

/** A folder cannot be made: no right, no room, a file in the way. The cause is what the file system says. */
export class FolderError extends EnvironmentError {
  /** @param remedy - what to do about it */
  constructor(folder: string, remedy: string | undefined, cause: unknown) {
    super(`cannot make the folder ${folder}${remedy === undefined ? '' : `; ${remedy}`}`, { cause });
  }
}

/**
 * Makes a folder and those above it that are missing. (Node's own `mkdirSync` with `recursive` never returns where the
 * file system answers ENOENT to a folder whose parent is there, as /proc does: seen with Node 20.)
 *
 * @param remedy - what to do when it cannot be made
 * @throws FolderError when it cannot be made
 */
export function makeFolder(path: string, remedy?: string): void {
  const folder = resolve(path);
  try {
    make(folder);
  } catch (cause) {
    throw new FolderError(folder, remedy, cause);
  }
}

/**
 * Makes a folder, with those above it, that nobody else has made.
 *
 * @returns whether there was none
 * @throws FolderError when it cannot be made
 */
export function makeNewFolder(path: string, remedy?: string): boolean {
  const folder = resolve(path);
  makeFolder(dirname(folder), remedy);
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new FolderError(folder, remedy, error);
  }
}

function make(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (!existsSync(parent)) make(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
