import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** The paths of all files and links of a folder and of those below it; none when it is not there. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * The file of an unpacked tree that a path leads to; nothing when it leads nowhere. An absolute link means a file of the
 * packages, and not the one that this machine has in that place.
 */
export function followWithin(tree: string, path: string): string | undefined {
  let at = path;
  for (let links = 0; links < 10; links++) {
    const status = lstatSync(at, { throwIfNoEntry: false });
    if (!status?.isSymbolicLink()) return status?.isFile() ? at : undefined;
    const to = readlinkSync(at);
    at = isAbsolute(to) ? join(tree, to) : join(dirname(at), to);
  }
  return undefined;
}
