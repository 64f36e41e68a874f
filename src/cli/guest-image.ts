import type { GuestImage } from '../image/index.js';

/** What a script needs to boot an image and to log in; the key by its path. */
export function forPrograms(image: GuestImage) {
  const {
    id,
    arch,
    suite,
    release,
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
