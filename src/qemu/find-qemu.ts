import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { localHost, programOnPath, type Host } from '../host/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';
import { isVersionLike } from '../debian/version.js';
import { checkExecutable, checkExecutableOn } from './check-executable.js';
import type { GuestArch } from './machine-spec.js';
import { findOwnQemu } from './store/build-tree.js';
import { chooseStored, executableFor } from './store/choose-stored.js';
import { listStored } from './store/stored-qemu.js';
import { UnusableQemuError } from './unusable-qemu.js';

const debianPackage: Record<GuestArch, string> = { aarch64: 'qemu-system-arm', x86_64: 'qemu-system-x86' };

/**
 * The absolute path of the QEMU that a few words mean:
 *
 * - with a slash, the path of an executable, or of a folder that has `qemu-system-ARCH`, such as a build tree
 * - the name of a QEMU that was added by `vmwright qemu add`, or the beginning of the version of one that was installed by
 *   `vmwright qemu install`, of which the newest wins: `mytree`, `7.2`
 * - the name of an executable on PATH
 *
 * Left out, `qemu-system-ARCH` on PATH. A name in the store goes before one on PATH.
 *
 * @throws {@link UnusableQemuError} when there is no such QEMU, or none for `arch`; {@link EnvironmentError} when none was named and
 *   none is installed
 */
export function findQemu(arch: GuestArch, nameOrPath?: string): string {
  if (nameOrPath?.includes('/')) return findByPath(arch, resolve(nameOrPath));
  const stored = nameOrPath === undefined ? undefined : chooseStored(nameOrPath);
  if (stored) return executableFor(stored, arch);
  const name = nameOrPath ?? `qemu-system-${arch}`;
  const found = programOnPath(name);
  if (found !== undefined) return checkExecutable(found);
  if (name === `qemu-system-${arch}`) {
    throw new EnvironmentError(
      `${name} is not installed: it is in none of PATH's directories. On Debian: sudo apt-get install ${debianPackage[arch]}`,
    );
  }
  throw unknownQemu(name);
}

/**
 * As {@link findQemu}, on any host. Another one than this machine has no store: a QEMU there is named by its path, or by its
 * name on the PATH there.
 *
 * @throws as findQemu
 */
export async function findQemuOn(host: Host, arch: GuestArch, nameOrPath?: string): Promise<string> {
  if (host === localHost) return findQemu(arch, nameOrPath);
  const name = nameOrPath ?? `qemu-system-${arch}`;
  if (name.startsWith('/')) return await executableAt(host, arch, name);
  if (name.includes('/')) {
    throw new UsageError(`a path on ${host.name} begins with a slash; ${name} does not`);
  }
  const found = await host.findProgram(name);
  if (found !== undefined) return found;
  if (name === `qemu-system-${arch}`) {
    throw new EnvironmentError(
      `${name} is not installed on ${host.name}: it is in none of the directories of the PATH there. On Debian: ` +
        `sudo apt-get install ${debianPackage[arch]}; or name the path that it has there with --qemu`,
    );
  }
  throw new UnusableQemuError(
    `there is no QEMU ${name} on the PATH of ${host.name}; what vmwright qemu has installed here is not there: ` +
      'name the path of one there',
  );
}

async function executableAt(host: Host, arch: GuestArch, path: string): Promise<string> {
  const isFolder = (await host.files.stat(path))?.kind === 'directory';
  return await checkExecutableOn(host, isFolder ? `${path}/qemu-system-${arch}` : path);
}

function findByPath(arch: GuestArch, path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return checkExecutable(path);
  const { executables } = findOwnQemu(path);
  const found = executables.find((file) => file.endsWith(`/qemu-system-${arch}`));
  if (found === undefined)
    throw new UnusableQemuError(`there is no qemu-system-${arch} in ${path}, only ${executables.join()}`);
  return found;
}

function unknownQemu(name: string): UnusableQemuError {
  const names = listStored().map((stored) => stored.name);
  if (isVersionLike(name)) {
    const there = names.length === 0 ? '' : `; installed are: ${names.join(', ')}`;
    return new UnusableQemuError(`QEMU ${name} is not installed${there}. vmwright qemu install ${name}`);
  }
  const near = nearest(name, names);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  const here = existsSync(name) ? `; the file in this directory is called ./${name}` : '';
  return new UnusableQemuError(
    `there is no QEMU ${name}: it was not added by vmwright qemu add, and is in none of PATH's directories${meant}${here}`,
  );
}
