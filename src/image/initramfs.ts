import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { writeCpio, type CpioEntry } from './cpio.js';
import { sharedLibraries } from '../debian/libraries.js';
import { modprobeIndexes, type KernelModule } from './modules.js';
import type { Recipe } from './recipe.js';
import type { SshKeys } from './ssh-keys.js';

/** Folders that are mount points, or must be there. */
const folders = ['/dev', '/proc', '/sys', '/tmp', '/run', '/root', '/etc', '/var/log'];

/** What a guest's file system is made of. */
export interface GuestParts {
  readonly recipe: Pick<Recipe, 'programs' | 'applets' | 'marker' | 'contents'>;
  /** The folder that the packages are unpacked in. */
  readonly tree: string;
  /** The kernel's release, as `uname -r` gives it. */
  readonly release: string;
  readonly modules: readonly KernelModule[];
  readonly keys: SshKeys;
}

/** Puts the guest's file system together, as a cpio archive. Equal parts give equal bytes. */
export function composeInitramfs({ recipe, tree, release, modules, keys }: GuestParts): Buffer {
  const files = new Map<string, { data: Buffer; mode: number }>();
  const add = (path: string, content: string | Buffer, mode = 0o644) =>
    files.set(path, { data: Buffer.from(content), mode });

  const programs = new Map(recipe.programs.map((program) => [program, findProgram(tree, program)]));
  for (const [target, source] of [...programs, ...sharedLibraries(tree, programs.values())]) {
    add(target, readFileSync(source), 0o755);
  }
  const { dep, builtin } = modprobeIndexes(modules);
  add(`/lib/modules/${release}/modules.dep`, dep);
  add(`/lib/modules/${release}/modules.builtin`, builtin);
  for (const { name, data } of modules) if (data) add(`/lib/modules/${release}/${name}.ko`, data);
  add('/root/.ssh/authorized_keys', `${keys.publicKey}\n`, 0o600);
  add('/etc/dropbear/host_key', keys.dropbearHostKey, 0o600);
  add('/etc/ready', `${recipe.marker}\n`);
  for (const [path, { data, mode }] of recipe.contents) add(path, data, mode);

  return writeCpio([
    ...directoriesOf([...files.keys(), ...folders.map((folder) => `${folder}/.`)]),
    // The kernel opens these before init can mount devtmpfs.
    { kind: 'character-device', path: '/dev/console', mode: 0o600, major: 5, minor: 1 },
    { kind: 'character-device', path: '/dev/null', mode: 0o666, major: 1, minor: 3 },
    ...[...files].map(([path, { data, mode }]): CpioEntry => ({ kind: 'file', path, mode, data })),
    ...recipe.applets.map((name): CpioEntry => ({
      kind: 'link',
      path: `/bin/${name}`,
      mode: 0o777,
      target: 'busybox',
    })),
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
