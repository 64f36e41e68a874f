import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuestArchitecture } from './architecture.js';
import { cacheDirectory } from './cache-directory.js';
import { readKeys, type SshKeys } from './ssh-keys.js';

/** What is written down beside an image. */
export interface ImageManifest {
  readonly arch: GuestArchitecture;
  /** The Debian suite all packages come from. */
  readonly suite: string;
  /** The kernel's release, as `uname -r` gives it. */
  readonly release: string;
  /** The kernel command line that the image wants. */
  readonly append: string;
  /** The line on the console which says that SSH can be reached. */
  readonly marker: string;
  /** Versions of packages that were asked for, by package name; none when the newest were. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Kernel modules that are in the image. */
  readonly modules: readonly string[];
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly architecture: string;
    readonly sha256: string;
  }[];
}

/** A kernel and initramfs that boot to an SSH server, and how to get in. */
export interface GuestImage extends Omit<ImageManifest, 'packages' | 'modules'> {
  /** Changes with the recipe, the suite, the versions asked for and the keys. */
  readonly id: string;
  /** The version of the kernel's package: `6.1.192-2`, where `release` may have no more than `6.1.0-56-cloud-arm64`. */
  readonly kernelVersion: string;
  /** Path of the kernel. */
  readonly kernel: string;
  /** Path of the initramfs. */
  readonly initrd: string;
  /** Path of the manifest with every package's version. */
  readonly manifest: string;
  /** Who logs in. */
  readonly user: string;
  /** The private key that opens the guest, in OpenSSH's format. */
  readonly privateKey: string;
  /** Path of the private key. */
  readonly privateKeyFile: string;
  /** The host key that the guest must show, `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** The same as `SHA256:…`. */
  readonly hostKeyFingerprint: string;
}

/** Every image in the cache, by identity. */
export function listImages(cache = cacheDirectory()): GuestImage[] {
  const keys = readKeys(cache);
  if (!keys) return [];
  return readImageNames(cache).flatMap((id) => openImage(cache, id, keys) ?? []);
}

/** An image of the cache, or nothing when it is not built. */
export function openImage(cache: string, id: string, keys: SshKeys): GuestImage | undefined {
  const directory = imageDirectory(cache, id);
  const manifest = join(directory, 'manifest.json');
  let text: string;
  try {
    text = readFileSync(manifest, 'utf8');
  } catch {
    return undefined;
  }
  const [kernel, initrd] = [join(directory, 'kernel'), join(directory, 'initrd')];
  // Somebody may have made room by hand.
  if (!existsSync(kernel) || !existsSync(initrd)) return undefined;
  const { arch, suite, release, append, marker, versions, packages } = JSON.parse(text) as ImageManifest;
  return {
    ...{ id, arch, suite, release, append, marker, manifest, ...(versions && { versions }) },
    kernelVersion: packages.find(({ name }) => name.startsWith('linux-image-'))?.version ?? release,
    kernel,
    initrd,
    user: 'root',
    privateKey: keys.privateKey,
    privateKeyFile: keys.privateKeyFile,
    hostKey: keys.hostKey,
    hostKeyFingerprint: keys.hostKeyFingerprint,
  };
}

export function imageDirectory(cache: string, id: string): string {
  return join(cache, 'images', id);
}

function readImageNames(cache: string): string[] {
  try {
    return readdirSync(join(cache, 'images')).sort();
  } catch {
    return [];
  }
}
