import type { DeviceLayout } from './device-layout.js';
import { bytesToFooter } from './device-end.js';
import { StreamFormatError } from './errors.js';
import { Field } from './field.js';
import { fieldAt } from './field-place.js';
import { hasSubsections, type Layout, type StructLayout } from './layout.js';
import { sectionType } from './section-type.js';
import type { StreamCursor } from './stream-cursor.js';

/** What a device saved. */
export interface DeviceState {
  /** QEMU's name for it: `cpu`, `timer`, `0000:00:01.0/virtio-net`. */
  readonly name: string;
  /** Tells devices of the same name apart; a `cpu`'s is the index of its vCPU. */
  readonly instanceId: number;
  readonly version: number;
  /** The number of its section in the stream. */
  readonly section: number;
  /** All of it: a struct, or bytes of type `unknown` where the stream describes no fields. */
  readonly state: Field;
  /** Bytes that it should have and the file does not: more than 0 only where the file ends in it. */
  readonly missingBytes: number;
  /** A field by its path; see {@link Field.field}. */
  field(...path: readonly (string | number)[]): Field | undefined;
}

/** What the header of a device's section says. */
export interface DeviceHeader {
  readonly section: number;
  readonly name: string;
  readonly instanceId: number;
  readonly version: number;
}

/**
 * All devices of a stream are kept in memory, in so many bytes at most. A virt or q35 machine's have some kilobytes each,
 * the largest (emulated GPUs) megabytes.
 */
export const mostDeviceBytes = 2 ** 26;

function deviceState(header: DeviceHeader, state: Field, missingBytes = 0): DeviceState {
  return { ...header, state, missingBytes, field: (...path) => state.field(...path) };
}

/**
 * Reads a device from behind its section's header to in front of its footer, and hands it to `keep`: before what is wrong
 * with it is thrown.
 */
export async function readDeviceState(
  cursor: StreamCursor,
  header: DeviceHeader,
  { state }: DeviceLayout,
  keep: (device: DeviceState) => void,
): Promise<void> {
  const offset = cursor.position;
  const missing = state.size - cursor.remaining;
  const available = Math.min(state.size, cursor.remaining);
  if (available > mostDeviceBytes) throw cursor.notSupported(`a device of ${state.size} bytes`);
  const bytes = await cursor.bytes(available, `the state of ${header.name}`);
  keep(deviceState(header, new Field(state, offset, bytes), Math.max(0, missing)));
  if (missing > 0) {
    cursor.place = `${cursor.place}, field ${fieldAt(state, bytes.length)}`;
    throw cursor.wrong(
      `${state.size} bytes of the state of ${header.name}`,
      `the file's end after ${bytes.length}`,
    );
  }
  checkSubsections(cursor, bytes, state, 0, offset);
}

/**
 * The same for a device that the stream itself does not describe: its end is where its footer is found.
 *
 * @param guess - a description of the same device in another stream; used if it fits
 */
export async function readUnknownDevice(
  cursor: StreamCursor,
  header: DeviceHeader,
  guess: DeviceLayout | undefined,
  keep: (device: DeviceState) => void,
): Promise<void> {
  const offset = cursor.position;
  const length = await bytesToFooter(cursor, header.section, mostDeviceBytes);
  const size = length ?? Math.min(cursor.remaining, mostDeviceBytes);
  const bytes = await cursor.bytes(size, `the state of ${header.name}`);
  const state = new Field({ kind: 'leaf', type: 'unknown', size }, offset, bytes);
  const layout = guess?.version === header.version ? guess.state : undefined;
  if (length !== undefined) {
    keep(
      deviceState(header, layout && fits(cursor, bytes, layout) ? new Field(layout, offset, bytes) : state),
    );
    return;
  }
  const missing = layout ? layout.size - bytes.length : 0;
  if (layout && missing > 0) {
    keep(deviceState(header, new Field(layout, offset, bytes), missing));
    cursor.place = `${cursor.place}, field ${fieldAt(layout, bytes.length)}`;
  } else keep(deviceState(header, state, 1));
  throw cursor.wrong(
    `the footer of section ${header.section}`,
    `the file's end after ${size} bytes of the device`,
  );
}

function fits(cursor: StreamCursor, bytes: Buffer, layout: StructLayout): boolean {
  if (layout.size !== bytes.length) return false;
  try {
    checkSubsections(cursor, bytes, layout, 0, 0);
    return true;
  } catch (error) {
    if (error instanceof StreamFormatError) return false;
    throw error;
  }
}

/** Holds the bytes to the one thing in them that is known beforehand: the headers of subsections. */
function checkSubsections(
  cursor: StreamCursor,
  bytes: Buffer,
  layout: Layout,
  at: number,
  start: number,
): void {
  if (!hasSubsections(layout) || layout.kind === 'leaf') return;
  if (layout.kind === 'array') {
    for (const { offset, count, element } of layout.runs) {
      if (!hasSubsections(element)) continue;
      for (let i = 0; i < count; i++) {
        checkSubsections(cursor, bytes, element, at + offset + i * element.size, start);
      }
    }
    return;
  }
  for (const member of layout.nested) {
    checkSubsections(cursor, bytes, member.layout, at + member.offset, start);
  }
  checkHeaders(cursor, bytes, layout, at, start);
}

function checkHeaders(
  cursor: StreamCursor,
  bytes: Buffer,
  { subsections }: StructLayout,
  at: number,
  start: number,
): void {
  for (const { name, version, offset } of subsections) {
    const header = subsectionHeader(name, version);
    const from = at + offset - header.length;
    const found = bytes.subarray(from, from + header.length);
    if (found.equals(header)) continue;
    throw cursor.wrong(
      `the subsection ${name}, version ${version}`,
      `bytes ${found.toString('hex')}`,
      start + from,
    );
  }
}

function subsectionHeader(name: string, version: number): Buffer {
  const header = Buffer.alloc(6 + Buffer.byteLength(name));
  header[0] = sectionType.subsection;
  header[1] = header.length - 6;
  header.write(name, 2);
  header.writeUInt32BE(version, header.length - 4);
  return header;
}
