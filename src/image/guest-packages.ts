import { join } from 'node:path';
import { PrivateApt, type PackageFile } from '../debian/apt.js';
import { Archive, type ArchiveOptions } from '../debian/archive.js';
import { ownSources } from '../debian/debian-release.js';
import { fetchPackageFiles } from '../debian/packages.js';
import type { ImageChoice } from './image-choice.js';
import { kernelPackages } from './kernel-packages.js';
import type { Recipe } from './recipe.js';

/** Package files on this machine's disk. */
export interface GuestPackages {
  readonly suite: string;
  /** Those that were asked for. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly files: readonly PackageFile[];
  /** The folder that the files are in. */
  readonly directory: string;
}

/** Finds out which packages the guest needs, and downloads those that the cache lacks. */
export async function fetchPackages(
  { arch = 'aarch64', suite, versions }: ImageChoice,
  recipe: Recipe,
  options: ArchiveOptions,
  archive?: Archive,
): Promise<GuestPackages> {
  const pin = pinner(versions ?? {});
  const apt = await openApt(options, suite, archive);
  const directory = join(options.cache, 'packages');
  const files = await fetchPackageFiles(apt, directory, options.progress, async (from) => {
    const kernel = await kernelPackages(from, pin(recipe.kernel[arch]));
    return [...(await from.closure(recipe.packages.map(pin))), ...(await from.only(kernel))];
  });
  return { suite: apt.suite, files, directory, ...(versions && { versions }) };
}

/** The machine's own release needs no look at which suites there are. */
async function openApt(
  options: ArchiveOptions,
  suite: string | undefined,
  archive: Archive | undefined,
): Promise<PrivateApt> {
  const { architecture, cache, progress, signal } = options;
  const own = ownSources();
  if (suite !== undefined && suite !== own.suite) {
    const all = archive ?? (await Archive.open(options, [suite]));
    return all.apt(all.suite(suite));
  }
  progress(`reading the package indexes of Debian ${own.suite} (${architecture})`);
  return PrivateApt.open(join(cache, 'apt', `${own.suite}-${architecture}`), own, architecture, signal);
}

function pinner(versions: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => {
    const version = versions[name];
    return version === undefined ? name : `${name}=${version}`;
  };
}
