import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holdLock } from '../debian/lock.js';
import { CleanUp } from '../support/clean-up.js';
import { UsageError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { nearest } from '../support/nearest.js';
import { cacheDirectory } from './cache-directory.js';
import { imageDirectory, listImages, type GuestImage } from './guest-image.js';
import { isCurrent } from './image-choice.js';

interface RemoveOptions {
  /** Default: `cacheDirectory()`. */
  readonly cache?: string;
  /** Milliseconds to wait for another process that builds one. Default: 15 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Removes guest images from the cache. A VM that runs has read its own already, but cannot be launched anew.
 *
 * @param which - by their identities, or `older`: those that today's recipe would give otherwise
 * @returns what was removed
 * @throws UsageError when one is not there; then none is removed
 */
export async function removeImages(
  which: readonly string[] | 'older',
  { cache = cacheDirectory(), timeoutMs = 15 * 60_000, signal }: RemoveOptions = {},
): Promise<GuestImage[]> {
  makeFolder(cache, 'VMWRIGHT_CACHE names another place');
  await using cleanUp = new CleanUp();
  cleanUp.use(await holdLock(join(cache, 'build.lock'), { timeoutMs, signal }));
  const images = listImages(cache);
  const chosen =
    which === 'older'
      ? images.filter((image) => !isCurrent(image, cache))
      : [...new Set(which)].map((id) => pick(id, images));
  for (const { id } of chosen) await remove(cache, id);
  return chosen;
}

/** Renamed first: when the removal is interrupted, what is left of it looks like no image. */
async function remove(cache: string, id: string): Promise<void> {
  const away = join(cache, 'scratch');
  await rm(away, { recursive: true, force: true });
  await rename(imageDirectory(cache, id), away);
  await rm(away, { recursive: true, force: true });
}

function pick(id: string, images: readonly GuestImage[]): GuestImage {
  const image = images.find((one) => one.id === id);
  if (image) return image;
  const ids = images.map((one) => one.id);
  const near = nearest(id, ids);
  const remedy = near === undefined ? `there are: ${ids.join(', ') || 'none'}` : `did you mean ${near}?`;
  throw new UsageError(`there is no guest image ${id}; ${remedy}`);
}
