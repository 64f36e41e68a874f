import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { writeCpio, type CpioEntry } from './cpio.js';
import { sharedLibraries } from './libraries.js';
import type { KernelModule } from './modules.js';
import type { Recipe } from './recipe.js';
import type { SshKeys } from './ssh-keys.js';

/** Folders that are mount points, or must be there. */
const folders = ['/dev', '/proc', '/sys', '/tmp', '/run', '/root', '/etc', '/var/log'];

/** Puts the guest's file system together. The same input gives the same bytes. */
export function composeInitramfs(
  recipe: Recipe,
  tree: string,
  modules: readonly KernelModule[],
  keys: SshKeys,
): Buffer {
  const files = new Map<string, { data: Buffer; mode: number }>();
  const programs = new Map(recipe.programs.map((program) => [program, findProgram(tree, program)]));
  for (const [target, source] of [...programs, ...sharedLibraries(tree, programs.values())]) {
    files.set(target, { data: readFileSync(source), mode: 0o755 });
  }
  modules.forEach(({ name, data }, index) => {
    const order = String(index).padStart(2, '0');
    files.set(`/lib/modules/${order}-${name}.ko`, { data, mode: 0o644 });
  });
  files.set('/root/.ssh/authorized_keys', { data: Buffer.from(`${keys.publicKey}\n`), mode: 0o600 });
  files.set('/etc/dropbear/host_key', { data: keys.dropbearHostKey, mode: 0o600 });
  for (const [path, content] of recipe.contents) files.set(path, content);
  return writeCpio([
    ...directoriesOf([...files.keys(), ...folders.map((folder) => `${folder}/.`)]),
    // The kernel opens these before init can mount devtmpfs.
    { kind: 'character-device', path: '/dev/console', mode: 0o600, major: 5, minor: 1 },
    { kind: 'character-device', path: '/dev/null', mode: 0o666, major: 1, minor: 3 },
    ...[...files].map(([path, { data, mode }]): CpioEntry => ({ kind: 'file', path, mode, data })),
  ]);
}

/** Debian's packages have moved from /bin to /usr/bin, which is the same folder on an installed system. */
function findProgram(tree: string, program: string): string {
  const found = [join(tree, program), join(tree, 'usr', program)].find((path) => existsSync(path));
  if (found === undefined) throw new EnvironmentError(`none of the packages of the recipe has ${program}`);
  return found;
}

/** Every folder on the way to the paths, outer ones first. Root's must be closed, or dropbear refuses its keys. */
function directoriesOf(paths: readonly string[]): CpioEntry[] {
  const all = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) all.add(folder);
  }
  return [...all].sort().map((path) => {
    const mode = path.startsWith('/root') ? 0o700 : path === '/tmp' ? 0o1777 : 0o755;
    return { kind: 'directory', path, mode };
  });
}
