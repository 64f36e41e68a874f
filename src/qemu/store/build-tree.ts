import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../support/errors.js';
import { UnusableQemuError } from '../unusable-qemu.js';
import { checkExecutable } from '../check-executable.js';

/** What a person has named: executables, and where these find their firmware. */
export interface OwnQemu {
  readonly executables: readonly string[];
  /** Left out where nothing like it was found: QEMU then looks in its own places. */
  readonly data: string | undefined;
}

const names = ['qemu-system-aarch64', 'qemu-system-x86_64'];

/**
 * The QEMUs that a path means: an executable, or a folder with `qemu-system-ARCH` in it, or in its `build/` or `bin/`.
 *
 * @throws UnusableQemuError when there is none
 */
export function findOwnQemu(path: string): OwnQemu {
  const full = resolve(path);
  const isFolder = statSync(full, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) {
    const executable = checkExecutable(full);
    return { executables: [executable], data: findData(dirname(executable)) };
  }
  for (const folder of [full, join(full, 'build'), join(full, 'bin')]) {
    const executables = names.map((name) => join(folder, name)).filter((file) => existsSync(file));
    if (executables.length > 0)
      return { executables: executables.map(checkExecutable), data: findData(folder) };
  }
  throw new UnusableQemuError(
    `there is no QEMU in ${full}: neither ${names.join(' nor ')}, and none in build/ or bin/ below it; ` +
      'name the executable if it is called otherwise',
  );
}

/**
 * Where a build tree has its firmware: `qemu-bundle` since QEMU 7.1, before that a folder of links beside the executables;
 * an installed one has it in `share/qemu`.
 */
function findData(folder: string): string | undefined {
  const bundles = join(folder, 'qemu-bundle');
  const inBundle = existsSync(bundles)
    ? readdirSync(bundles, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('share/qemu'))
        .map((name) => join(bundles, name))
    : [];
  const places = [...inBundle, join(folder, 'pc-bios'), join(dirname(folder), 'share', 'qemu')];
  return places.find(isData);
}

/** @throws UsageError when the folder has none of the files that QEMU looks for */
export function checkData(folder: string): string {
  const full = resolve(folder);
  if (isData(full)) return full;
  throw new UsageError(`${full} is no folder with QEMU's firmware: it has no keymaps, and no efi-virtio.rom`);
}

function isData(folder: string): boolean {
  return ['keymaps', 'efi-virtio.rom', 'bios.bin'].some((name) => existsSync(join(folder, name)));
}
