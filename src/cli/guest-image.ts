import { isCurrent, type GuestImage } from '../image/index.js';

/** What a script needs to boot an image and to log in; the key by its path. */
export function forPrograms(image: GuestImage) {
  const {
    id,
    arch,
    suite,
    release,
    kernelVersion,
    append,
    marker,
    kernel,
    initrd,
    manifest,
    user,
    privateKeyFile,
    hostKey,
  } = image;
  return {
    id,
    arch,
    suite,
    release,
    kernelVersion,
    /** Whether it is what would be built today. */
    current: isCurrent(image),
    kernel,
    initrd,
    append,
    marker,
    user,
    key: privateKeyFile,
    hostKey,
    manifest,
  };
}

/** Its cells in a table: what it is for, where it is from, its kernel, and how `--image` names it. */
export function describeImage({ arch, suite, kernelVersion, release, id }: GuestImage): string[] {
  return [arch, suite, `Linux ${kernelVersion}`, release, id];
}
