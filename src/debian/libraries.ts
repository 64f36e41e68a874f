import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { readDynamicLinking } from './elf.js';
import { filesBelow, followWithin } from './tree.js';

/** Places where Debian packages put shared libraries and dynamic loaders. */
const libraryFolders = ['lib', 'lib64', 'usr/lib', 'usr/lib64'];

/**
 * The shared libraries that programs need, with those that these need in turn, as files of an unpacked tree. Those that
 * the C library loads by itself to look up users and hosts come along.
 *
 * @param programs - their paths in the tree
 * @returns path in the guest → path in the tree
 * @throws EnvironmentError when a library is in none of the packages
 */
export function sharedLibraries(tree: string, programs: Iterable<string>): Map<string, string> {
  const files = indexByName(tree);
  const found = lookupLibraries(files);
  const queue = [...programs, ...found.values()];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const { interpreter, needed } = readDynamicLinking(readFileSync(path), path);
    const wanted = needed.map((name): [string, string] => [`/lib/${name}`, name]);
    if (interpreter !== undefined) wanted.push([interpreter, basename(interpreter)]);
    for (const [target, name] of wanted) {
      const source = files.get(name);
      if (source === undefined) {
        throw new EnvironmentError(`${path} needs ${name}, which is in none of the packages`);
      }
      if (!found.has(target)) queue.push(source);
      found.set(target, source);
    }
  }
  return found;
}

/**
 * glibc before 2.34 loads these by name, so that no program says it needs them; without them there is no user of any name.
 * Their files have glibc's version in their names. Since 2.34 they are part of it, and something empty has their names.
 */
function lookupLibraries(files: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, file] of files) {
    const library = /^(libnss_(?:files|dns))-2\.\d+\.so$/.exec(name)?.[1];
    if (library !== undefined) found.set(`/lib/${library}.so.2`, file);
  }
  return found;
}

function indexByName(tree: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of libraryFolders.flatMap((folder) => filesBelow(join(tree, folder)))) {
    const name = basename(path);
    // Variants for newer processors lie in folders below; a processor that lacks what they need would stop there.
    if (!name.includes('.so') || path.includes('/glibc-hwcaps/') || files.has(name)) continue;
    const file = followWithin(tree, path);
    if (file !== undefined) files.set(name, file);
  }
  return files;
}
