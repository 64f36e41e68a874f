import { existsSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { sharedLibraries } from '../../debian/libraries.js';
import { filesBelow, followWithin } from '../../debian/tree.js';
import { EnvironmentError } from '../../support/errors.js';
import { makeFolder } from '../../support/make-folder.js';
import { bundledWrapper } from './wrapper.js';

/** Makes the script that starts a program of a bundle; given the program's name and the file name of the loader. */
type Wrapper = (program: string, loader: string) => string;

const programs = ['qemu-system-aarch64', 'qemu-system-x86_64', 'qemu-img', 'qemu-storage-daemon'];

/** Firmware by package: QEMU's own, SeaBIOS, boot ROMs of network cards. A file of an earlier one counts. */
const dataFolders = ['usr/share/qemu', 'usr/share/seabios', 'usr/lib/ipxe/qemu'];

/**
 * Makes a folder that QEMU runs from, out of unpacked packages: `bin/` with scripts, `programs/`, `lib/`, `modules/`, `data/`.
 * Nothing else of the packages goes into it.
 *
 * @param wrapper - makes what lies in `bin/`
 * @throws EnvironmentError when there is no QEMU in the packages, or a library is missing
 */
export async function bundle(
  tree: string,
  directory: string,
  wrapper: Wrapper = bundledWrapper,
): Promise<void> {
  const present = programs.filter((name) => existsSync(join(tree, 'usr/bin', name)));
  if (!present.some((name) => name.startsWith('qemu-system-'))) {
    throw new EnvironmentError('the packages have no qemu-system-aarch64 and no qemu-system-x86_64');
  }
  const sources = present.map((name) => join(tree, 'usr/bin', name));
  const libraries = sharedLibraries(tree, sources);
  const modules = modulesOf(tree, libraries);
  const loader = [...libraries.keys()]
    .map((path) => basename(path))
    .find((name) => /^ld-linux.*\.so/.test(name));
  if (loader === undefined) throw new EnvironmentError('QEMU of these packages has no dynamic loader');

  await copyInto(join(directory, 'programs'), byName(sources));
  await copyInto(join(directory, 'lib'), new Map([...libraries].map(([to, from]) => [basename(to), from])));
  await copyInto(join(directory, 'modules'), byName(modules));
  await copyInto(join(directory, 'data'), firmware(tree));
  makeFolder(join(directory, 'bin'));
  for (const name of present) {
    await writeFile(join(directory, 'bin', name), wrapper(name, loader), { mode: 0o755 });
  }
}

/** Modules whose libraries are there; a screen or a sound card that lacks some is of no use here. */
function modulesOf(tree: string, libraries: Map<string, string>): string[] {
  return libraryFiles(tree)
    .filter((path) => path.endsWith('.so') && basename(dirname(path)) === 'qemu')
    .filter((module) => {
      try {
        for (const [to, from] of sharedLibraries(tree, [module])) libraries.set(to, from);
        return true;
      } catch (error) {
        if (error instanceof EnvironmentError) return false;
        throw error;
      }
    });
}

/** Path below the data folder → file. */
function firmware(tree: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of dataFolders.map((name) => join(tree, name))) {
    for (const path of filesBelow(folder)) {
      const to = relative(folder, path);
      const from = followWithin(tree, path);
      if (from !== undefined && !files.has(to)) files.set(to, from);
    }
  }
  return files;
}

function libraryFiles(tree: string): string[] {
  return ['lib', 'usr/lib'].flatMap((folder) => filesBelow(join(tree, folder)));
}

function byName(paths: readonly string[]): Map<string, string> {
  return new Map(paths.map((path) => [basename(path), path]));
}

async function copyInto(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  makeFolder(directory);
  for (const [to, from] of files) {
    const target = join(directory, to);
    makeFolder(dirname(target));
    await copyFile(from, target);
  }
}
