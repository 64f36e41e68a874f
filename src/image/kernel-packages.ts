import type { PrivateApt } from '../debian/apt.js';
import { EnvironmentError } from '../support/errors.js';

/**
 * The packages with a kernel and its modules, as `NAME=VERSION`, and none of what else a kernel depends on: that is for
 * installing it. It is one package; since Debian 14 the image depends on others, which have its files.
 */
export async function kernelPackages(apt: PrivateApt, metaPackage: string): Promise<string[]> {
  const images = kernelParts(await apt.depends(metaPackage));
  if (images.length === 0) {
    throw new EnvironmentError(
      `${metaPackage} of Debian ${apt.suite} depends on no kernel of the same version`,
    );
  }
  const parts = await Promise.all(images.map((image) => apt.depends(image)));
  return [...images, ...parts.flatMap(kernelParts)];
}

function kernelParts(depends: string): string[] {
  const parts = depends.matchAll(/(linux-(?:image|base|binary|modules)-\d\S*) \(= (\S+)\)/g);
  return [...parts].map(([, name = '', version = '']) => `${name}=${version}`);
}
