import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { GuestArch } from '../qemu/index.js';
import { UsageError } from '../support/errors.js';

interface KernelFormat {
  readonly name: string;
  /** Bytes, by their offset. */
  readonly marks: Readonly<Record<number, string>>;
}

const elf = (name: string, machine: string): KernelFormat => ({ name, marks: { 0: '\x7fELF', 18: machine } });

/** What QEMU boots. It takes any other file for raw code, and the guest stays silent. */
const kernelFormats: Readonly<Record<GuestArch, readonly KernelFormat[]>> = {
  aarch64: [
    // Linux, Documentation/arch/arm64/booting.rst
    { name: 'an arm64 Image', marks: { 56: 'ARMd' } },
    { name: 'a gzipped Image', marks: { 0: '\x1f\x8b' } },
    { name: 'a compressed EFI image', marks: { 0: 'MZ', 4: 'zimg' } },
    { name: 'a U-Boot image', marks: { 0: '\x27\x05\x19\x56' } },
  ],
  x86_64: [
    // Linux, Documentation/arch/x86/boot.rst
    { name: 'an x86 bzImage', marks: { 0x202: 'HdrS' } },
    // A vmlinux, by PVH.
    elf('an x86-64 ELF file', '\x3e\x00'),
  ],
};

/**
 * What QEMU loads as any program, without the device tree or boot parameters that a kernel needs: an arm64 vmlinux falls
 * silent.
 */
const mistakenForKernels: readonly KernelFormat[] = [
  elf('an arm64 ELF file, as vmlinux is', '\xb7\x00'),
  elf('a 32-bit x86 ELF file', '\x03\x00'),
];

/** @throws {@link UsageError} when the file cannot be read or is no kernel that QEMU could boot on this architecture */
export function checkKernel(path: string, arch: GuestArch): void {
  const start = readStart('kernel', path);
  const is = ({ marks }: KernelFormat) =>
    Object.entries(marks).every(([offset, mark]) => start.startsWith(mark, Number(offset)));
  const wanted = kernelFormats[arch];
  if (wanted.some(is)) return;
  const seen =
    [...Object.values(kernelFormats).flat(), ...mistakenForKernels].find(is)?.name ??
    `a file that begins with ${JSON.stringify(start.slice(0, 12))}`;
  const names = wanted.map(({ name }) => name).join(', ');
  throw new UsageError(`the kernel ${path} is ${seen}; an ${arch} machine boots ${names}`);
}

/** @throws {@link UsageError} when the file cannot be read or is empty */
export function checkInitrd(path: string): void {
  readStart('initrd', path);
}

function readStart(what: string, path: string): string {
  try {
    const status = statSync(path);
    if (status.isDirectory()) throw new UsageError(`the ${what} ${path} is a directory`);
    // A pipe would be waited for.
    if (!status.isFile()) throw new UsageError(`the ${what} ${path} is not a regular file`);
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
