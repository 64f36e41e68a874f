import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import type { GuestArchitecture } from './architecture.js';
import type { ImageManifest } from './guest-image.js';
import type { GuestPackages } from './guest-packages.js';
import { composeInitramfs } from './initramfs.js';
import { collectModules } from './modules.js';
import { unpack } from './packages.js';
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
  const release = await kernelRelease(tree);
  const modules = await collectModules(await moduleDirectory(tree, release), recipe.modules, signal);
  await copyFile(join(tree, 'boot', `vmlinuz-${release}`), join(image, 'kernel'));
  await writeFile(join(image, 'initrd'), composeInitramfs(recipe, tree, modules, keys));
  const manifest: ImageManifest = {
    arch,
    suite: packages.suite,
    release,
    append: recipe.append[arch],
    marker: recipe.marker,
    modules: modules.map(({ name }) => name),
    packages: packages.files.map(({ name, version, architecture, sha256 }) => ({
      ...{ name, version, architecture, sha256 },
    })),
  };
  await writeFile(join(image, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function kernelRelease(tree: string): Promise<string> {
  const names = await readdir(join(tree, 'boot'));
  const kernel = names.find((name) => name.startsWith('vmlinuz-'));
  if (!kernel)
    throw new EnvironmentError(`the kernel's package has no boot/vmlinuz-*, only: ${names.join(', ')}`);
  return kernel.slice('vmlinuz-'.length);
}

/** Releases with a merged /usr have the modules in usr/lib. */
async function moduleDirectory(tree: string, release: string): Promise<string> {
  for (const library of ['usr/lib', 'lib']) {
    const directory = join(tree, library, 'modules', release);
    if ((await readdir(directory).catch(() => [])).length > 0) return directory;
  }
  throw new EnvironmentError(`the kernel's package has no modules for ${release}`);
}
