import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { PrivateApt, type PackageFile } from '../debian/apt.js';
import { debianArchitecture } from './architecture.js';
import { debianSources } from '../debian/debian-release.js';
import type { ImageChoice } from './image-choice.js';
import { ensureDownloaded } from '../debian/packages.js';
import type { Recipe } from './recipe.js';

/** Package files on this machine's disk. */
export interface GuestPackages {
  readonly suite: string;
  readonly files: readonly PackageFile[];
  /** The folder that the files are in. */
  readonly directory: string;
}

/** Finds out which packages the guest needs, and downloads those that the cache lacks. */
export async function fetchPackages(
  choice: ImageChoice,
  recipe: Recipe,
  cache: string,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<GuestPackages> {
  const arch = choice.arch ?? 'aarch64';
  const from = debianSources(choice.suite);
  const architecture = debianArchitecture[arch];
  const pin = pinner(choice.versions ?? {});
  progress(`reading the package indexes of Debian ${from.suite} (${architecture})`);
  const state = join(cache, 'apt', `${from.suite}-${architecture}`);
  const apt = await PrivateApt.open(state, from, architecture, signal);
  const kernel = await kernelPackages(apt, pin(recipe.kernel[arch]));
  const files = [...(await apt.closure(recipe.packages.map(pin))), ...(await apt.only(kernel))];
  progress(`downloading ${files.length} packages, those that the cache lacks`);
  const directory = join(cache, 'packages');
  await ensureDownloaded(apt, files, directory);
  return { suite: from.suite, files, directory };
}

function pinner(versions: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => {
    const version = versions[name];
    return version === undefined ? name : `${name}=${version}`;
  };
}

/**
 * The packages with a kernel and its modules, as `NAME=VERSION`, and none of what else a kernel depends on: that is for
 * installing it. It is one package; since Debian 14 the image depends on others, which have its files.
 */
async function kernelPackages(apt: PrivateApt, metaPackage: string): Promise<string[]> {
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
