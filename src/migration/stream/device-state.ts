import type { DeviceLayout } from './device-layout.js';
import { Field } from './field.js';
import { hasSubsections, type Layout } from './layout.js';
import { sectionType } from './section-type.js';
import type { StreamCursor } from './stream-cursor.js';

/** What a device saved. */
export interface DeviceState {
  /** QEMU's name for it: `cpu`, `timer`, `0000:00:01.0/virtio-net`. */
  readonly name: string;
  /** Tells devices of the same name apart; a `cpu`'s is the index of its vCPU. */
  readonly instanceId: number;
  readonly version: number;
  /** All of it, as a struct. */
  readonly state: Field;
  /** A field by its path; see {@link Field.field}. */
  field(...path: readonly (string | number)[]): Field | undefined;
}

/** Devices are kept in memory. A virt or q35 machine's have some kilobytes each, the largest (emulated GPUs) megabytes. */
const mostBytes = 2 ** 28;

/** Reads a device's section from behind its header to in front of its footer. */
export async function readDeviceState(
  cursor: StreamCursor,
  layout: DeviceLayout,
  version: number,
): Promise<DeviceState> {
  const { name, instanceId, state } = layout;
  if (state.size > mostBytes && state.size <= cursor.remaining) {
    throw cursor.notSupported(`a device of ${state.size} bytes (${name})`);
  }
  const offset = cursor.position;
  const bytes = await cursor.bytes(state.size, `the state of ${name}`);
  checkSubsections(cursor, bytes, state, 0, offset);
  const root = new Field(state, offset, bytes);
  return { name, instanceId, version, state: root, field: (...path) => root.field(...path) };
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
  for (const { name, version, offset } of layout.subsections) {
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
