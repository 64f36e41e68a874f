import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { readDeviceStates } from '../../../src/migration/stream/index.js';

/** A change to a saved VM. Plain data: it is handed to the program that feeds QEMU the stream. */
export type StreamEdit = FieldEdit | MemoryEdit | { readonly cutBytes: number };

interface FieldEdit {
  /** As the stream names it; of a `cpu` the instance is the vCPU's number. */
  readonly device: string;
  readonly instance: number;
  readonly field: readonly (string | number)[];
  /** The bits that are turned over in the field: hex, most significant byte first, as long as the field. */
  readonly flip: string;
  /** Only when the vCPU was running a program: what a changed register does to a kernel, nobody can foretell. */
  readonly inUserMode?: true;
}

interface MemoryEdit {
  /** What stands in the guest's memory, as a regular expression: a bit of the first byte of each match is turned over. */
  readonly inMemory: string;
}

/** The original stays as the source saved it: so it looks where QEMU loads wrongly what was saved right. */
export async function copyWithEdits(from: string, to: string, edits: readonly StreamEdit[]): Promise<void> {
  copyFileSync(from, to);
  for (const edit of edits) {
    if ('cutBytes' in edit) truncateSync(to, statSync(to).size - edit.cutBytes);
    else if ('inMemory' in edit) flipMatches(to, new RegExp(edit.inMemory, 'g'));
    else if (!edit.inUserMode || (await isInUserMode(from, edit)))
      flipBits(to, await offsetOf(from, edit), Buffer.from(edit.flip, 'hex'));
  }
}

/** The exception level is in bits 2 and 3 of PSTATE, which a stream has as `cpsr` (Arm ARM, C5.2): 0 for programs. */
async function isInUserMode(path: string, edit: FieldEdit): Promise<boolean> {
  const offset = await offsetOf(path, { ...edit, field: ['cpsr'], flip: '00000000' });
  const lowest = Buffer.alloc(1);
  const file = openSync(path, 'r');
  readSync(file, lowest, 0, 1, offset + 3);
  closeSync(file);
  return (lowest.readUInt8() & 0b1100) === 0;
}

async function offsetOf(path: string, { device, instance, field, flip }: FieldEdit): Promise<number> {
  const { devices } = await readDeviceStates(path);
  const found = devices
    .find(({ name, instanceId }) => name === device && instanceId === instance)
    ?.field(...field);
  const length = flip.length / 2;
  if (found?.bytes.length !== length) {
    throw new Error(`the stream has no field of ${length} bytes at ${device} ${instance} ${field.join('/')}`);
  }
  return found.offset;
}

/** A page of memory stands in a stream as it is. */
function flipMatches(path: string, pattern: RegExp): void {
  const bytes = readFileSync(path);
  for (const { index } of bytes.toString('latin1').matchAll(pattern)) {
    bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
  }
  writeFileSync(path, bytes);
}

function flipBits(path: string, offset: number, bits: Buffer): void {
  const file = openSync(path, 'r+');
  const bytes = Buffer.alloc(bits.length);
  readSync(file, bytes, 0, bytes.length, offset);
  writeSync(
    file,
    bytes.map((byte, index) => byte ^ (bits[index] ?? 0)),
    0,
    bytes.length,
    offset,
  );
  closeSync(file);
}
