import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PackageFile } from '../debian/apt.js';
import { Archive, type ArchiveOptions, type Offer } from '../debian/archive.js';
import { ownSources } from '../debian/debian-release.js';
import { fetchPackageFiles, unpack } from '../debian/packages.js';
import { compareVersions, isVersionLike, matchesVersion } from '../debian/version.js';
import {
  collectModules,
  composeInitramfs,
  ensureKeys,
  findKernel,
  kernelPackages,
  readKeys,
  type KernelModule,
} from '../image/index.js';
import { checkKernel } from '../machine/index.js';
import { withStore, type LockedStore } from '../qemu/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { faultFiles, faultsHash } from './fault-library.js';
import { imagesFolder, listLabImages, openLabImage, type LabImage, type LabManifest } from './lab-image.js';
import type { BuildOptions, LabOptions } from './options.js';
import { loadLabRecipe, recipeKey, type LabRecipe } from './recipe.js';

/** Of the recipe; it finds the QEMU and the fault by where it is called. */
const faultScript = '/faults/qemu-system-aarch64';

/** The kernel that is meant, by what a person said of it. */
type WantedKernel =
  | { readonly kind: 'debian'; readonly version: string | undefined }
  | {
      readonly kind: 'own';
      readonly file: string;
      readonly modules: readonly KernelModule[];
      readonly sha256: string;
    };

/**
 * Gives kernel and initramfs of the lab's machine, built when they are not there: out of Debian's packages, or with a kernel
 * of the user's own. Needs no root, and runs nothing for arm64. Two processes may call it at the same time.
 *
 * @throws UsageError when the mirror has no such kernel, or a file is none
 * @throws EnvironmentError when this is no Debian, apt or the network fails, or the cache cannot be written
 */
export async function buildLabImage(
  kernel: Pick<LabOptions, 'kernel' | 'modules'>,
  options: BuildOptions,
): Promise<LabImage> {
  const { cache } = options;
  const recipe = loadLabRecipe();
  const wanted = await readWanted(kernel, recipe, options.signal);
  const keys = readKeys(cache);
  const built = keys && findBuilt(cache, wanted, recipeKey(recipe, keys, faultsHash()));
  if (built) return built;
  return await withStore("the lab's image to be built", { ...options, store: imagesFolder }, (store) =>
    build(wanted, recipe, store, options),
  );
}

async function readWanted(
  { kernel, modules }: Pick<LabOptions, 'kernel' | 'modules'>,
  recipe: LabRecipe,
  signal: AbortSignal | undefined,
): Promise<WantedKernel> {
  if (kernel === undefined || (isVersionLike(kernel) && !existsSync(kernel))) {
    if (modules === undefined) return { kind: 'debian', version: kernel };
    throw new UsageError('modules belong to a kernel of your own, whose file has to be named with them');
  }
  const file = resolve(kernel);
  if (!kernel.includes('/') && !existsSync(file))
    throw new UsageError(
      `${kernel} is no version of Linux, as 6.1 is one, and no file: a kernel is an arm64 Image`,
    );
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${file} is a folder; the kernel of a build tree is arch/arm64/boot/Image`);
  checkKernel(file, 'aarch64');
  const found = modules === undefined ? [] : await ownModules(resolve(modules), recipe, signal);
  const hash = createHash('sha256').update(readFileSync(file));
  for (const { name, data } of found) hash.update(name).update(data ?? '');
  return { kind: 'own', file, modules: found, sha256: hash.digest('hex') };
}

async function ownModules(
  folder: string,
  recipe: LabRecipe,
  signal: AbortSignal | undefined,
): Promise<KernelModule[]> {
  if (!existsSync(join(folder, 'modules.builtin')))
    throw new UsageError(
      `${folder} is no lib/modules/RELEASE: it has no modules.builtin; make modules_install INSTALL_MOD_PATH=… writes one`,
    );
  return await collectModules(folder, recipe.modules, signal);
}

function findBuilt(cache: string, wanted: WantedKernel, recipe: string): LabImage | undefined {
  const own = wanted.kind === 'debian' && wanted.version === undefined ? ownSources().suite : undefined;
  const isMeant = ({ kernel, release }: LabImage) => {
    if (wanted.kind === 'own') return kernel.kind === 'own' && kernel.sha256 === wanted.sha256;
    if (kernel.kind !== 'debian') return false;
    const { version } = wanted;
    if (version === undefined) return kernel.suite === own;
    return [kernel.version, release].some((text) => text !== undefined && matchesVersion(text, version));
  };
  return listLabImages(cache)
    .filter((image) => image.recipe === recipe && isMeant(image))
    .sort((a, b) => compareVersions(versionOf(b), versionOf(a)))[0];
}

function versionOf({ kernel }: LabImage): string {
  return kernel.kind === 'debian' ? kernel.version : '';
}

/** What a kernel's packages or a file of the user's own give. */
interface Kernel {
  readonly id: string;
  readonly file: string;
  readonly release: string | undefined;
  readonly modules: readonly KernelModule[];
  readonly packages: readonly PackageFile[];
  readonly manifest: LabManifest['kernel'];
}

async function build(
  wanted: WantedKernel,
  recipe: LabRecipe,
  store: LockedStore,
  options: BuildOptions,
): Promise<LabImage> {
  const { cache, signal } = store;
  const { progress = () => undefined } = options;
  const keys = ensureKeys(cache);
  const key = recipeKey(recipe, keys, faultsHash());
  // Another process may have built it while this one waited for the lock.
  const theirs = findBuilt(cache, wanted, key);
  if (theirs) return theirs;

  const sources: ArchiveOptions = { cache, architecture: 'arm64', signal, progress };
  const archive = await Archive.open(sources);
  const scratch = await store.scratch();
  const kernel =
    wanted.kind === 'own'
      ? ownKernel(wanted)
      : await debianKernel(wanted.version, { recipe, archive, store, scratch, progress });

  const offer = await offerFrom(archive, recipe.leading);
  const userland = join(scratch, 'userland');
  const packages = await fetchInto(userland, archive, offer, store, progress, (apt) =>
    apt.closure(recipe.packages),
  );
  const script = recipe.contents.get(faultScript)?.data ?? Buffer.alloc(0);
  const faults = await faultFiles(script, store, progress);
  progress("putting the lab's image together");
  const folder = join(scratch, 'image');
  makeFolder(folder);
  await copyFile(kernel.file, join(folder, 'kernel'));
  const initrd = composeInitramfs({
    recipe: { ...recipe, contents: new Map([...recipe.contents, ...faults]) },
    tree: userland,
    release: kernel.release ?? 'unknown',
    modules: kernel.modules,
    keys,
  });
  await writeFile(join(folder, 'initrd'), initrd);
  const manifest: LabManifest = {
    recipe: key,
    ...(kernel.release !== undefined && { release: kernel.release }),
    kernel: kernel.manifest,
    append: recipe.append,
    marker: recipe.marker,
    packages: [...kernel.packages, ...packages].map(({ name, version, architecture, sha256 }) => ({
      ...{ name, version, architecture, sha256 },
    })),
  };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const id = `${kernel.id}-${key}`;
  await store.keep(folder, id);
  const image = openLabImage(cache, id);
  if (!image) throw new EnvironmentError(`the lab's image ${id} was removed from ${cache} as it was built`);
  return image;
}

function ownKernel({ file, modules, sha256 }: Extract<WantedKernel, { kind: 'own' }>): Kernel {
  return {
    id: `own-${sha256.slice(0, 12)}`,
    file,
    release: releaseOf(readFileSync(file)),
    modules,
    packages: [],
    manifest: { kind: 'own', sha256 },
  };
}

/** The banner of an uncompressed kernel: `Linux version 6.1.0-50-cloud-arm64 (…`. */
function releaseOf(kernel: Buffer): string | undefined {
  const banner = 'Linux version ';
  for (let at = kernel.indexOf(banner); at >= 0; at = kernel.indexOf(banner, at + 1)) {
    const release = /^Linux version (\d\S*) \(/.exec(kernel.toString('latin1', at, at + 200))?.[1];
    if (release !== undefined) return release;
  }
  return undefined;
}

interface Building {
  readonly recipe: LabRecipe;
  readonly archive: Archive;
  readonly store: LockedStore;
  readonly scratch: string;
  readonly progress: (line: string) => void;
}

async function debianKernel(
  version: string | undefined,
  { recipe, archive, store, scratch, progress }: Building,
): Promise<Kernel> {
  const own = archive.suite(ownSources().suite);
  const offer =
    version === undefined
      ? (await archive.offers(recipe.kernel, [own]))[0]
      : await archive.find(recipe.kernel, version);
  if (!offer) throw new EnvironmentError(`Debian ${own.name} has no ${recipe.kernel}`);
  const tree = join(scratch, 'kernel');
  const packages = await fetchInto(tree, archive, offer, store, progress, async (apt) =>
    apt.only(await kernelPackages(apt, `${recipe.kernel}=${offer.version}`)),
  );
  const { release, modulesAt, kernel } = findKernel(tree);
  return {
    id: `debian-${offer.version.replace(/^\d+:/, '')}`,
    file: kernel,
    release,
    modules: await collectModules(modulesAt, recipe.modules, store.signal),
    packages,
    manifest: { kind: 'debian', version: offer.version, suite: offer.suite.name },
  };
}

/** The oldest version of a package from a certain one on. */
async function offerFrom(archive: Archive, wanted: LabRecipe['leading']): Promise<Offer> {
  const releases = archive.suites.filter(({ base }) => base === undefined);
  const offers = (await archive.offers(wanted.package, releases))
    .filter(({ version }) => compareVersions(version, wanted.from) >= 0)
    .sort((a, b) => compareVersions(a.version, b.version));
  if (offers[0]) return offers[0];
  throw new EnvironmentError(
    `no suite of this machine's Debian mirror has ${wanted.package} ${wanted.from} or newer, which the lab needs`,
  );
}

/** Downloads packages of a suite, and unpacks them. */
async function fetchInto(
  tree: string,
  archive: Archive,
  { suite }: Offer,
  { cache, signal }: LockedStore,
  progress: (line: string) => void,
  resolvePackages: Parameters<typeof fetchPackageFiles>[3],
): Promise<PackageFile[]> {
  const directory = join(cache, 'packages');
  const files = await fetchPackageFiles(await archive.apt(suite), directory, progress, resolvePackages);
  await unpack(files, directory, tree, signal);
  return files;
}
