import { EnvironmentError } from '../support/errors.js';

/** What a program needs from the file system to be started. */
export interface DynamicLinking {
  /** The path of its dynamic loader (PT_INTERP). */
  readonly interpreter?: string;
  /** Names of the shared libraries it names itself (DT_NEEDED). */
  readonly needed: readonly string[];
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NEEDED = 1;
const DT_STRTAB = 5;

/** Reads what a 64-bit little-endian ELF file is linked with. See elf(5). */
export function readDynamicLinking(file: Buffer, name: string): DynamicLinking {
  if (file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) {
    throw new EnvironmentError(`${name} is not a 64-bit little-endian ELF file`);
  }
  const segments = readSegments(file);
  const interpreter = segments.find(({ type }) => type === PT_INTERP);
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  const entries = dynamic ? readDynamicSection(file, dynamic) : [];
  const stringsAt = entries.find(({ tag }) => tag === DT_STRTAB)?.value ?? 0;
  const strings = fileOffset(segments, stringsAt);
  return {
    ...(interpreter && { interpreter: readString(file, interpreter.offset) }),
    needed: entries
      .filter(({ tag }) => tag === DT_NEEDED)
      .map(({ value }) => readString(file, strings + value)),
  };
}

function readSegments(file: Buffer): Segment[] {
  const table = Number(file.readBigUInt64LE(32));
  const entrySize = file.readUInt16LE(54);
  return Array.from({ length: file.readUInt16LE(56) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: Number(file.readBigUInt64LE(at + 16)),
      size: Number(file.readBigUInt64LE(at + 32)),
    };
  });
}

function readDynamicSection(file: Buffer, { offset, size }: Segment): { tag: number; value: number }[] {
  return Array.from({ length: size / 16 }, (_, index) => ({
    // Tags that matter here are small; those of the processor are not, and need not be exact.
    tag: Number(file.readBigInt64LE(offset + index * 16)),
    value: Number(file.readBigUInt64LE(offset + index * 16 + 8)),
  }));
}

function fileOffset(segments: readonly Segment[], address: number): number {
  const home = segments.find(
    (s) => s.type === PT_LOAD && address >= s.address && address < s.address + s.size,
  );
  return home ? address - home.address + home.offset : 0;
}

function readString(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset));
}
