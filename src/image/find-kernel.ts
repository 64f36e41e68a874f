import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';

/**
 * A Debian kernel in a tree of unpacked packages. Kernels are in /boot, since Debian 14 beside their modules; modules are in
 * /lib/modules, since 13 in /usr/lib.
 *
 * @throws EnvironmentError when there is none
 */
export function findKernel(tree: string): { release: string; modulesAt: string; kernel: string } {
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
