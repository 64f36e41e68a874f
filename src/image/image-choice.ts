import { createHash } from 'node:crypto';
import type { GuestArchitecture } from './architecture.js';
import { cacheDirectory } from './cache-directory.js';
import { ownSources } from '../debian/debian-release.js';
import { openImage, type GuestImage } from './guest-image.js';
import { loadRecipe, type Recipe } from './recipe.js';
import { readKeys, type SshKeys } from './ssh-keys.js';

/** Which image is meant. */
export interface ImageChoice {
  /** Default: aarch64. */
  readonly arch?: GuestArchitecture;
  /** A Debian suite that the machine's own mirror has. Default: the machine's own release. */
  readonly suite?: string;
  /** Versions of packages to take in the place of the newest, by package name. */
  readonly versions?: Readonly<Record<string, string>>;
  /** The folder that images are kept in. Default: `cacheDirectory()`. */
  readonly cache?: string;
}

/** Counted up when the same recipe would give another image because the code that builds it has changed. */
const builderVersion = 2;

/**
 * The image that `buildImage` gives without any work; nothing when it would have to be built.
 *
 * @throws EnvironmentError when no suite is given and this machine's own cannot be told
 */
export function findImage(choice: ImageChoice = {}): GuestImage | undefined {
  const cache = choice.cache ?? cacheDirectory();
  const keys = readKeys(cache);
  return keys && openImage(cache, identify(choice, loadRecipe(), keys), keys);
}

/** The name of an image's folder: equal for all that gives an equal image, but for what is newest in the archive. */
export function identify(choice: ImageChoice, recipe: Recipe, keys: SshKeys): string {
  const arch = choice.arch ?? 'aarch64';
  const suite = choice.suite ?? ownSources().suite;
  return `${arch}-${suite}-${hashOf(choice.versions, recipe, keys)}`;
}

/** Whether an image is what its recipe and the keys of its cache would give today. */
export function isCurrent(image: GuestImage, cache = cacheDirectory()): boolean {
  const keys = readKeys(cache);
  return keys !== undefined && image.id.endsWith(`-${hashOf(image.versions, loadRecipe(), keys)}`);
}

function hashOf(versionsByName: ImageChoice['versions'], recipe: Recipe, keys: SshKeys): string {
  const versions = Object.entries(versionsByName ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([builderVersion, recipe.hash, versions, keys.publicKey, keys.hostKey]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 12);
}
