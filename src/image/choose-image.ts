import { compareVersions, isVersionLike, matchesVersion } from '../debian/version.js';
import { EnvironmentError } from '../support/errors.js';
import type { GuestArchitecture } from './architecture.js';
import { cacheDirectory } from './cache-directory.js';
import { listImages, type GuestImage } from './guest-image.js';
import { findImage, isCurrent } from './image-choice.js';

/** Which of the images that are built. */
interface ImageWish {
  readonly arch: GuestArchitecture;
  /** By its identity, its suite, or the beginning of its kernel's version. Default: the one of the machine's own release. */
  readonly image?: string | undefined;
  /** Default: `cacheDirectory()`. */
  readonly cache?: string | undefined;
}

/**
 * An image of the cache that is meant by a few words: `aarch64-trixie-0023ae85a139`, `trixie`, or `6.12`, where the
 * newest kernel wins. Images of another recipe than today's count only by their identity.
 *
 * @throws EnvironmentError when it is not built, with what builds it
 */
export function chooseImage({ arch, image: wanted, cache = cacheDirectory() }: ImageWish): GuestImage {
  const found =
    wanted === undefined ? findImage({ arch, cache }) : listImages(cache).find(({ id }) => id === wanted);
  if (found?.arch === arch) return found;
  if (found) throw new EnvironmentError(`the image ${found.id} is for ${found.arch} guests, not for ${arch}`);
  if (wanted === undefined) {
    throw new EnvironmentError(
      `there is no guest image for ${arch}; build it: vmwright image build --arch ${arch}`,
    );
  }
  const byVersion = isVersionLike(wanted);
  const meant = listOf(arch, cache).filter((image) =>
    byVersion ? hasKernel(image, wanted) : image.suite === wanted,
  );
  const newest = meant.find((image) => isCurrent(image, cache));
  if (newest) return newest;
  const there = listOf(arch, cache).filter((image) => isCurrent(image, cache));
  const names = there.map(({ suite, kernelVersion }) => `${suite} (Linux ${kernelVersion})`).join(', ');
  throw new EnvironmentError(
    `there is no guest image ${byVersion ? `with Linux ${wanted}` : wanted} for ${arch}` +
      `${meant.length > 0 ? ' but of an older recipe' : ''}; build it: ` +
      `vmwright image build --arch ${arch} ${byVersion ? '--kernel-version' : '--suite'} ${wanted}. ` +
      `Built are: ${names || 'none'}`,
  );
}

/** The images of today's recipe with a kernel that is meant by the beginning of its version, newest first. */
export function imagesOfKernel(
  of: {
    readonly arch: GuestArchitecture;
    readonly suite?: string | undefined;
    readonly cache: string;
  },
  kernelVersion: string,
): GuestImage[] {
  return listOf(of.arch, of.cache).filter(
    (image) =>
      (of.suite === undefined || image.suite === of.suite) &&
      hasKernel(image, kernelVersion) &&
      isCurrent(image, of.cache),
  );
}

/** Newest kernel first. */
function listOf(arch: GuestArchitecture, cache: string): GuestImage[] {
  return listImages(cache)
    .filter((image) => image.arch === arch)
    .sort((a, b) => compareVersions(b.kernelVersion, a.kernelVersion));
}

function hasKernel({ kernelVersion, release }: GuestImage, wanted: string): boolean {
  return [kernelVersion, release].some((version) => matchesVersion(version, wanted));
}
