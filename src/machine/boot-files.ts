import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { GuestArch } from '../qemu/index.js';
import { UsageError } from '../support/errors.js';

/** Each format's mark and where it is. QEMU takes any other file for raw code, and the guest falls silent. */
const kernelFormats: readonly {
  readonly name: string;
  readonly archs: readonly GuestArch[];
  readonly at: number;
  readonly mark: string;
}[] = [
  // Linux, Documentation/arch/arm64/booting.rst
  { name: 'an arm64 Image', archs: ['aarch64'], at: 56, mark: 'ARMd' },
  // Linux, Documentation/arch/x86/boot.rst
  { name: 'an x86 bzImage', archs: ['x86_64'], at: 0x202, mark: 'HdrS' },
  { name: 'a compressed EFI image', archs: ['aarch64'], at: 4, mark: 'zimg' },
  { name: 'a gzipped Image', archs: ['aarch64'], at: 0, mark: '\x1f\x8b' },
  { name: 'a U-Boot image', archs: ['aarch64'], at: 0, mark: '\x27\x05\x19\x56' },
  { name: 'an ELF file', archs: ['aarch64', 'x86_64'], at: 0, mark: '\x7fELF' },
];

/** @throws {@link UsageError} when the file cannot be read or is no kernel that QEMU could boot on this architecture */
export function checkKernel(path: string, arch: GuestArch): void {
  const start = readStart('kernel', path);
  const is = (format: (typeof kernelFormats)[number]) => start.startsWith(format.mark, format.at);
  if (kernelFormats.some((format) => format.archs.includes(arch) && is(format))) return;
  const seen =
    kernelFormats.find(is)?.name ?? `a file that begins with ${JSON.stringify(start.slice(0, 12))}`;
  const wanted = kernelFormats.filter(({ archs }) => archs.includes(arch)).map(({ name }) => name);
  throw new UsageError(`the kernel ${path} is ${seen}; an ${arch} machine boots ${wanted.join(', ')}`);
}

/** @throws {@link UsageError} when the file cannot be read or is empty */
export function checkInitrd(path: string): void {
  readStart('initrd', path);
}

function readStart(what: string, path: string): string {
  try {
    if (statSync(path).isDirectory()) throw new UsageError(`the ${what} ${path} is a directory`);
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(1024);
      const length = readSync(file, bytes);
      if (length === 0) throw new UsageError(`the ${what} ${path} is empty`);
      return bytes.toString('latin1', 0, length);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`the ${what} ${path} cannot be read`, { cause });
  }
}
