import { readFileSync, statSync } from 'node:fs';
import { checkInitrd } from '../machine/index.js';
import type { Cell } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import type { GuestAccess } from '../vm/index.js';

/** What `vmwright run` was told about a guest of the user's own. */
export interface OwnGuestOptions {
  readonly initrd?: string;
  readonly append?: string;
  readonly key?: string;
  readonly hostKey?: string;
  readonly user?: string;
  readonly marker?: string;
}

/**
 * Looks at the files at once: a guest that is none would otherwise only fall silent.
 *
 * @returns what differs from the built image's way in
 * @throws UsageError when a file cannot be read, or is not what it should be
 */
export function checkOwnGuest(options: OwnGuestOptions): Partial<GuestAccess> {
  const { initrd, key, hostKey, user, marker } = options;
  if (initrd !== undefined) checkInitrd(initrd);
  return {
    ...(user !== undefined && { user }),
    ...(marker !== undefined && { marker }),
    ...(key !== undefined && {
      privateKey: readKey('--key', key, /-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'),
    }),
    ...(hostKey !== undefined && {
      hostKey: readKey('--host-key', hostKey, /^(ssh|ecdsa)-\S+ \S+/, 'a public key'),
    }),
  };
}

function readKey(option: string, file: string, looksRight: RegExp, what: string): string {
  let text: string;
  try {
    // Reading a named pipe would wait for its other end.
    if (!statSync(file).isFile()) throw new UsageError(`${file} is not a regular file`);
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read the file that ${option} names`, { cause });
  }
  if (!looksRight.test(text)) throw new UsageError(`${option}: ${file} is not ${what} in OpenSSH's format`);
  return text.trim();
}

/** The cells, with another way into their guests. */
export function withAccess(cells: readonly Cell[], access: Partial<GuestAccess>): Cell[] {
  return cells.map((cell) => {
    if (cell.skip !== undefined) return cell;
    const { settings } = cell;
    return { ...cell, settings: { ...settings, guest: { ...settings.guest, ...access } } };
  });
}
