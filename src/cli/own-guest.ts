import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { checkInitrd, checkKernel } from '../machine/index.js';
import type { Arch } from '../model/index.js';
import type { Cell } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import type { GuestAccess } from '../vm/index.js';

/** What `vmwright run` was told about a guest of the user's own. */
export interface OwnGuestOptions {
  readonly arch: Arch;
  readonly kernel?: string;
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
  const { arch, kernel, initrd, key, hostKey, user, marker } = options;
  if (kernel !== undefined) {
    checkKernel(kernel, arch);
    refuseVmlinux(kernel, arch);
  }
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

/**
 * QEMU loads an ELF file as any program: a vmlinux of arm64 gets no device tree and falls silent, a program of another
 * architecture is no better. A vmlinux of x86_64 does boot (PVH).
 */
function refuseVmlinux(kernel: string, arch: Arch): void {
  const start = Buffer.alloc(20);
  const file = openSync(kernel, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  const x86 = 62;
  if (start.toString('latin1', 0, 4) !== '\x7fELF') return;
  if (arch === 'x86_64' && start.readUInt16LE(18) === x86) return;
  const wanted = arch === 'aarch64' ? 'arch/arm64/boot/Image' : 'arch/x86/boot/bzImage';
  throw new UsageError(
    `the kernel ${kernel} is an ELF file, as vmlinux is: give ${wanted} of the same build`,
  );
}

function readKey(option: string, file: string, looksRight: RegExp, what: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read the file that ${option} names`, { cause });
  }
  if (!looksRight.test(text)) throw new UsageError(`${option}: ${file} is not ${what} in OpenSSH's format`);
  return text.trim();
}

/** The cells, with another way into their guests. */
export function withAccess(cells: readonly Cell[], access: Partial<GuestAccess>): Cell[] {
  return cells.map((cell) => ({
    ...cell,
    settings: { ...cell.settings, guest: { ...cell.settings.guest, ...access } },
  }));
}
