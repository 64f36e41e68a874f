import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestArchitecture } from './architecture.js';
import type { ImageManifest } from './guest-image.js';
import { findKernel } from './find-kernel.js';
import type { GuestPackages } from './guest-packages.js';
import { composeInitramfs } from './initramfs.js';
import { collectModules } from './modules.js';
import { unpack } from '../debian/packages.js';
import type { Recipe } from './recipe.js';
import type { SshKeys } from './ssh-keys.js';

/** Makes kernel, initramfs and manifest out of downloaded packages. */
export async function assemble(
  arch: GuestArchitecture,
  recipe: Recipe,
  keys: SshKeys,
  packages: GuestPackages,
  folders: { readonly tree: string; readonly image: string },
  signal: AbortSignal,
): Promise<void> {
  const { tree, image } = folders;
  await unpack(packages.files, packages.directory, tree, signal);
  const { release, modulesAt, kernel } = findKernel(tree);
  const modules = await collectModules(modulesAt, recipe.modules, signal);
  await copyFile(kernel, join(image, 'kernel'));
  await writeFile(join(image, 'initrd'), composeInitramfs({ recipe, tree, release, modules, keys }));
  const manifest: ImageManifest = {
    arch,
    suite: packages.suite,
    release,
    ...(packages.versions && { versions: packages.versions }),
    append: recipe.append[arch],
    marker: recipe.marker,
    modules: modules.filter(({ data }) => data).map(({ name }) => name),
    packages: packages.files.map(({ name, version, architecture, sha256 }) => ({
      ...{ name, version, architecture, sha256 },
    })),
  };
  await writeFile(join(image, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
