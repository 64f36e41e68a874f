import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * An arm64 kernel of a few instructions: it prints `greeting` to the serial port of QEMU's `virt`, then prints whatever
 * it reads there. It is up as soon as QEMU is, and needs no image.
 */
function tinyKernel(greeting: string): Buffer {
  const code = [
    0xd2a12000, // movz x0, #0x900, lsl #16     the PL011 of virt
    0x10000141, // adr  x1, greeting
    0x38401422, // ldrb w2, [x1], #1
    0x34000062, // cbz  w2, echo
    0xb9000002, // str  w2, [x0]
    0x17fffffd, // b    -3
    0xb9401802, // echo: ldr w2, [x0, #0x18]    the flag register
    0x3727ffe2, // tbnz w2, #4, echo            nothing to read
    0xb9400002, // ldr  w2, [x0]
    0xb9000002, // str  w2, [x0]
    0x17fffffc, // b    echo
  ];
  // The header of Documentation/arch/arm64/booting.rst: a jump over it, the image's size, the magic number.
  const header = Buffer.alloc(64);
  header.writeUInt32LE(0x14000010, 0);
  header.writeBigUInt64LE(4096n, 16);
  header.write('ARMd', 56, 'latin1');
  const instructions = Buffer.alloc(code.length * 4);
  code.forEach((instruction, index) => instructions.writeUInt32LE(instruction, index * 4));
  return Buffer.concat([header, instructions, Buffer.from(`${greeting}\0`)]);
}

/** A directory with a {@link tinyKernel} in it. */
export class KernelDirectory implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'machine-test-'));
  readonly kernel: string;

  constructor(greeting = 'hello from the guest\n') {
    this.kernel = this.file('kernel', tinyKernel(greeting));
  }

  /** Writes a file. @returns its path */
  file(name: string, content: string | Buffer, mode = 0o644): string {
    const path = join(this.path, name);
    writeFileSync(path, content, { mode });
    return path;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
