import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrivateApt } from '../debian/apt.js';
import { command } from '../debian/command.js';
import { ownSources } from '../debian/debian-release.js';
import { hostArchitecture } from '../debian/host-architecture.js';
import { sharedLibraries } from '../debian/libraries.js';
import { fetchPackageFiles, unpack } from '../debian/packages.js';
import { filesBelow } from '../debian/tree.js';
import type { LockedStore } from '../qemu/index.js';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { kvmFaults } from './faults.js';
import { labFolder } from './lab-image.js';

// src/lab/ and dist/lab/ are equally deep in the package.
const sources = fileURLToPath(new URL('../../vm-images/lab/', import.meta.url));
const sourceOf = (name: string) => join(sources, `${name}.c`);
const files = ['faults.c', 'reseed.c', 'system-call.h'];

/** A compiler and an assembler with a linker, for arm64; of all that they come with, these programs alone are used. */
const packages = ['cpp-aarch64-linux-gnu', 'binutils-aarch64-linux-gnu'];
const programs = ['cc1', 'aarch64-linux-gnu-as', 'aarch64-linux-gnu-ld'] as const;
type Program = (typeof programs)[number];

/** Runs one of the programs. */
type Run = (program: Program, args: readonly string[]) => Promise<unknown>;

/** What the lab's image changes with. */
export function faultsHash(): string {
  const hash = createHash('sha256');
  for (const name of files) hash.update(readFileSync(join(sources, name)));
  return hash.update(JSON.stringify(Object.keys(kvmFaults))).digest('hex');
}

/**
 * What the lab's image has that is compiled: the library of the faults, with the script that preloads it under the name of each,
 * and a program for the machine's random numbers.
 *
 * @param script - that script
 * @throws EnvironmentError when there is no cross compiler to be had
 */
export async function faultFiles(
  script: Buffer,
  store: LockedStore,
  progress: (line: string) => void,
): Promise<[path: string, file: { readonly data: Buffer; readonly mode: number }][]> {
  const folder = join(labFolder(store.cache), 'faults', faultsHash());
  const [library, reseed] = [join(folder, 'faults.so'), join(folder, 'reseed')];
  if (!existsSync(folder)) {
    const built = await store.scratch();
    const run = await crossTools(store, progress);
    await compile('faults', join(built, 'faults.so'), ['-shared', '--hash-style=both'], run);
    await compile('reseed', join(built, 'reseed'), ['-static'], run);
    makeFolder(dirname(folder));
    await rename(built, folder);
  }
  const scripts = Object.keys(kvmFaults).map((fault) => `/faults/${fault}/qemu-system-aarch64`);
  return [
    ['/sbin/reseed', { data: readFileSync(reseed), mode: 0o755 }],
    ['/faults/faults.so', { data: readFileSync(library), mode: 0o755 }],
    ...scripts.map((path): [string, { data: Buffer; mode: number }] => [path, { data: script, mode: 0o755 }]),
  ];
}

async function compile(name: string, to: string, linking: readonly string[], run: Run): Promise<void> {
  const [assembly, object] = [`${to}.s`, `${to}.o`];
  const dialect = ['-std=gnu11', '-O2', '-fPIC', '-ffreestanding', '-fno-stack-protector'];
  // No call of memset in the place of a loop: there is no library.
  const loops = ['-fno-tree-loop-distribute-patterns'];
  await run('cc1', ['-quiet', ...dialect, ...loops, sourceOf(name), '-o', assembly]);
  await run('aarch64-linux-gnu-as', [assembly, '-o', object]);
  await run('aarch64-linux-gnu-ld', [...linking, object, '-o', to]);
}

/** Debian's cross compiler, out of its packages: it need not be installed, and nothing of it is kept but what it made. */
async function crossTools(store: LockedStore, progress: (line: string) => void): Promise<Run> {
  const { cache, signal } = store;
  const [own, architecture] = [ownSources(), hostArchitecture()];
  progress(`taking a compiler for arm64 out of Debian ${own.suite}, to build the faults of KVM`);
  const state = join(cache, 'apt', `${own.suite}-${architecture}`);
  const apt = await PrivateApt.open(state, own, architecture, signal);
  const scratch = await store.scratch();
  const [downloads, tree] = [join(scratch, 'packages'), join(scratch, 'tree')];
  const fetched = await fetchPackageFiles(apt, downloads, progress, (from) => from.closure(packages));
  await unpack(fetched, downloads, tree, signal);
  const paths = new Map<string, string>();
  for (const file of filesBelow(tree)) {
    const name = basename(file);
    if (programs.includes(name as Program) && !paths.has(name)) paths.set(name, file);
  }
  const missing = programs.find((name) => !paths.has(name));
  if (missing !== undefined) throw new EnvironmentError(`${packages.join(' and ')} have no ${missing}`);
  const libraries = sharedLibraries(tree, paths.values());
  const loader = [...libraries].find(([to]) => /^ld-linux.*\.so/.test(basename(to)))?.[1];
  if (loader === undefined)
    throw new EnvironmentError('the compiler of these packages has no dynamic loader');
  const folders = [...new Set([...libraries.values()].map((path) => dirname(path)))].join(':');
  return (program, args) =>
    command(loader, ['--library-path', folders, paths.get(program) ?? program, ...args], { signal });
}
