import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CleanUp } from '../support/clean-up.js';
import { withDeadline } from '../support/deadline.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { FolderError, makeFolder } from '../support/make-folder.js';
import { debianArchitecture } from './architecture.js';
import { assemble } from './assemble.js';
import { cacheDirectory } from './cache-directory.js';
import { imageDirectory, openImage, type GuestImage } from './guest-image.js';
import { fetchPackages } from './guest-packages.js';
import { findImage, identify, type ImageChoice } from './image-choice.js';
import { holdLock } from '../debian/lock.js';
import { isVersionLike } from '../debian/version.js';
import { chooseKernel } from './choose-kernel.js';
import { imagesOfKernel } from './choose-image.js';
import { loadRecipe } from './recipe.js';
import { ensureKeys } from './ssh-keys.js';

/** Indexes, packages, and what is unpacked of them. */
const roomMib = 400;

export interface BuildOptions extends ImageChoice {
  /**
   * The beginning of a kernel's version, as `6.1` or `6.12`: taken from the suite that has the newest of them, or from
   * `suite`. Default: the newest of the suite.
   */
  readonly kernelVersion?: string;
  /** Ends the build early; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Milliseconds for all of it, the wait for another process that builds included. Default: 15 minutes. */
  readonly timeoutMs?: number;
  /** Is told each step as it begins, as a line to show. */
  readonly progress?: (line: string) => void;
}

/**
 * Gives the guest image, and builds it when it is not there: Debian's kernel and userland, downloaded by the machine's
 * own apt, which checks the signatures. Needs no root. Two processes may call it at the same time; an interrupted build
 * leaves nothing that looks like an image.
 *
 * @throws UsageError when the mirror has no such suite, or no such kernel
 * @throws EnvironmentError when this is no Debian, apt or the network fails, or the cache cannot be written
 * @throws DeadlineError when the time is up; the signal's reason when it aborts
 */
export async function buildImage(options: BuildOptions = {}): Promise<GuestImage> {
  const cache = options.cache ?? cacheDirectory();
  const { timeoutMs = 15 * 60_000, signal } = options;
  let building: Promise<GuestImage> | undefined;
  try {
    return (
      findBuilt(options, cache) ??
      (await withDeadline('the guest image to be built', { timeoutMs, signal }, (inner) => {
        building = buildAlone(options, cache, { timeoutMs, signal: inner });
        return building;
      }))
    );
  } catch (error) {
    // After an abort it still removes what it has begun.
    await building?.catch(() => undefined);
    throw explainFileSystem(error, cache);
  }
}

async function buildAlone(
  options: BuildOptions,
  cache: string,
  wait: { timeoutMs: number; signal: AbortSignal },
): Promise<GuestImage> {
  makeFolder(cache);
  await using cleanUp = new CleanUp();
  cleanUp.use(await holdLock(join(cache, 'build.lock'), wait));
  return await build(options, cache, wait.signal);
}

async function build(options: BuildOptions, cache: string, signal: AbortSignal): Promise<GuestImage> {
  const { arch = 'aarch64', progress = () => undefined } = options;
  const recipe = loadRecipe();
  const keys = ensureKeys(cache);
  const sources = { cache, architecture: debianArchitecture[arch], progress, signal };
  const { choice, archive } = await chooseKernel(options, recipe, sources);
  const id = identify(choice, recipe, keys);
  // Another process may have built it while this one waited for the lock.
  const theirs = openImage(cache, id, keys);
  if (theirs) return theirs;

  await using cleanUp = new CleanUp();
  const scratch = join(cache, 'scratch');
  const removeScratch = () => rm(scratch, { recursive: true, force: true });
  // A killed build may have left one; the lock says that nobody uses it.
  await removeScratch();
  cleanUp.defer(removeScratch);
  const folders = { tree: join(scratch, 'tree'), image: join(scratch, 'image') };
  makeFolder(folders.image);

  const packages = await fetchPackages(choice, recipe, sources, archive);
  progress('putting the image together');
  await assemble(arch, recipe, keys, packages, folders, signal);
  makeFolder(join(cache, 'images'));
  // Whatever is in its place is no whole image, or it would have been found.
  await rm(imageDirectory(cache, id), { recursive: true, force: true });
  await rename(folders.image, imageDirectory(cache, id));
  const image = openImage(cache, id, keys);
  if (!image)
    throw new EnvironmentError(`the image ${id} was removed from ${cache} as it was built; build again`);
  return image;
}

/** @returns the image that is meant, when nothing needs to be done for it */
function findBuilt(options: BuildOptions, cache: string): GuestImage | undefined {
  const { arch = 'aarch64', suite, kernelVersion, versions } = options;
  if (kernelVersion === undefined) return findImage(options);
  if (!isVersionLike(kernelVersion))
    throw new UsageError(`${kernelVersion} is no version of Linux; one looks like 6.1`);
  if (versions) return undefined;
  return imagesOfKernel({ arch, suite, cache }, kernelVersion)[0];
}

/** A full disk or a folder that cannot be written is the host's trouble, and has a remedy. */
function explainFileSystem(error: unknown, cache: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const ownTrouble = error instanceof FolderError || (code !== undefined && syscall !== undefined);
  const full = error instanceof EnvironmentError && error.message.includes('No space left on device');
  if (!ownTrouble && !full) return error;
  return new EnvironmentError(
    `cannot write the guest image to ${cache}; make room there (${roomMib} MiB while it is built), ` +
      'or name another folder in VMWRIGHT_CACHE',
    { cause: error },
  );
}
