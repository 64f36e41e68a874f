import { existsSync, readdirSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import type { GuestArchitecture } from './architecture.js';
import type { ImageManifest } from './guest-image.js';
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

/** Kernels are in /boot, since Debian 14 beside their modules; modules are in /lib/modules, since 13 in /usr/lib. */
function findKernel(tree: string): { release: string; modulesAt: string; kernel: string } {
  const homes = ['usr/lib/modules', 'lib/modules'].map((home) => join(tree, home));
  for (const home of homes.filter((path) => existsSync(path))) {
    for (const release of readdirSync(home)) {
      const modulesAt = join(home, release);
      const places = [join(tree, 'boot', `vmlinuz-${release}`), join(modulesAt, 'vmlinuz')];
      const kernel = places.find((path) => existsSync(path));
      if (kernel !== undefined) return { release, modulesAt, kernel };
    }
  }
  throw new EnvironmentError(
    "the kernel's packages have no kernel with modules where Debian 12 to 14 have them",
  );
}
