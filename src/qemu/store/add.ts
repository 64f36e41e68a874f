import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../../support/errors.js';
import { makeFolder } from '../../support/make-folder.js';
import { probeQemu } from '../probe.js';
import { checkData, findOwnQemu } from './build-tree.js';
import { withStore, type StoreOptions } from './locked-store.js';
import { probeAll } from './probe-all.js';
import { manifestFile, openStored, type StoredManifest, type StoredQemu } from './stored-qemu.js';
import { ownWrapper } from './wrapper.js';

export interface AddQemuOptions extends StoreOptions {
  /** The folder with its firmware, as after `-L`. Left out, it is looked for beside the executable. */
  readonly data?: string | undefined;
  /** Whether it may take the place of one that was added by the same name. */
  readonly replace?: boolean | undefined;
}

/**
 * Gives a name to a QEMU of the user's own. It stays where it is: what is built there next is what runs next.
 *
 * @param name - begins with a letter, so that it is never taken for a version, nor for a path
 * @param path - an executable, or a folder with `qemu-system-ARCH` in it, in its `build/` or in its `bin/`
 * @throws UsageError when the name cannot be or is taken, or there is no QEMU
 */
export async function addQemu(name: string, path: string, options: AddQemuOptions = {}): Promise<StoredQemu> {
  checkName(name);
  const own = findOwnQemu(path);
  const data = options.data === undefined ? own.data : checkData(options.data);
  return await withStore('the QEMU to be added', options, async (store) => {
    if (openStored(name, store.cache) && options.replace !== true) {
      throw new UsageError(
        `there is a QEMU ${name} already; --replace takes it away, or choose another name`,
      );
    }
    const folder = await store.scratch();
    makeFolder(join(folder, 'bin'));
    const executables: Record<string, string> = {};
    for (const executable of own.executables) {
      const { arch } = await probeQemu(executable, { signal: store.signal });
      executables[arch] = executable;
      const wrapper = join(folder, 'bin', `qemu-system-${arch}`);
      await writeFile(wrapper, ownWrapper(executable, data), { mode: 0o755 });
    }
    const { version, guests } = await probeAll(folder, store.signal);
    if (Object.keys(guests).length === 0) {
      const archs = Object.keys(executables).join(' and ');
      throw new UsageError(`${path} is a QEMU for ${archs} guests; vmwright has aarch64 and x86_64 ones`);
    }
    const origin = { kind: 'own' as const, path: resolve(path), ...(data && { data }), executables };
    const manifest: StoredManifest = { name, version, guests, origin };
    await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await store.keep(folder, name);
    return openStored(name, store.cache) ?? { ...manifest, directory: folder };
  });
}

function checkName(name: string): void {
  if (!/^[A-Za-z][\w.+-]{0,63}$/.test(name)) {
    throw new UsageError(
      `${JSON.stringify(name)} is no name for a QEMU: it begins with a letter, so that it is not taken for a version, ` +
        'and has letters, digits and . _ + - after it, 64 at most',
    );
  }
  if (name.startsWith('qemu-system-')) {
    throw new UsageError(`${name} is what executables on PATH are called; choose another name`);
  }
}
