import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sharedLibraries } from '../../../src/debian/libraries.js';
import { findQemu } from '../../../src/qemu/index.js';
import type { PackageSpec } from './packages.js';

/** This machine's own QEMU with its libraries and its loader, as a package that has all of it. */
export function realQemu(name: string, version: string): PackageSpec {
  const program = findQemu('aarch64', 'qemu-system-aarch64');
  const files: Record<string, { readonly copyOf: string }> = {
    'usr/bin/qemu-system-aarch64': { copyOf: program },
  };
  for (const [to, from] of sharedLibraries('/', [program])) {
    files[join('usr/lib/some-triplet', basename(to))] = { copyOf: from };
  }
  for (const file of ['efi-virtio.rom', 'keymaps/en-us']) {
    const copyOf = join('/usr/share/qemu', file);
    if (existsSync(copyOf)) files[join('usr/share/qemu', file)] = { copyOf };
  }
  return { name, version, files };
}

/** A program of this machine that is no QEMU, in its place. */
export function brokenQemu(name: string, version: string): PackageSpec {
  const program = '/bin/sh';
  const files: Record<string, { readonly copyOf: string }> = {
    'usr/bin/qemu-system-aarch64': { copyOf: program },
  };
  for (const [to, from] of sharedLibraries('/', [program])) {
    files[join('usr/lib', basename(to))] = { copyOf: from };
  }
  return { name, version, files };
}
