import type { StreamCursor } from './stream-cursor.js';
import { sectionType } from './section-type.js';

/** What the section in front of all others says of the machine and of the stream's form. */
export interface StreamConfiguration {
  /** As after `-M`, with its version: `virt-7.2`. */
  readonly machineType: string;
  /** Absent where the architecture has only one page size, and where it is the smallest that it has. */
  readonly pageBytes: number | undefined;
  /** The migration capabilities that the destination must have, too: `mapped-ram`, `x-ignore-shared`. */
  readonly capabilities: readonly string[];
  /** The machine's, when the capability `validate-uuid` was on. */
  readonly uuid: string | undefined;
}

/** QEMU's longest machine type has some thirty letters. */
const longestMachineType = 256;
/** QEMU 11.1 has two dozen of them in all. */
const mostCapabilities = 256;

/**
 * Reads the configuration section with its subsections (`vmstate_configuration` in QEMU's migration/savevm.c). Machine
 * types up to pc-i440fx-2.3 have none.
 */
export async function readConfiguration(cursor: StreamCursor): Promise<StreamConfiguration | undefined> {
  if ((await cursor.peek()) !== sectionType.configuration) return undefined;
  cursor.place = 'the configuration section';
  await cursor.need(5, 'the configuration section');
  cursor.u8();
  const length = cursor.u32();
  if (length > longestMachineType) {
    throw cursor.wrong('the length of a machine type', String(length), cursor.position - 4);
  }
  await cursor.need(length, 'the machine type');
  const configuration = {
    machineType: cursor.text(length),
    pageBytes: undefined as number | undefined,
    capabilities: [] as string[],
    uuid: undefined as string | undefined,
  };
  while ((await cursor.peek()) === sectionType.subsection) {
    const start = cursor.position;
    cursor.u8();
    const name = await cursor.name('the name of a subsection');
    await cursor.need(4, `the subsection ${name}`);
    const version = cursor.u32();
    if (name === 'configuration/target-page-bits' && version === 1) {
      configuration.pageBytes = await readPageBytes(cursor);
    } else if (name === 'configuration/uuid' && version === 1) {
      configuration.uuid = uuidText(await cursor.bytes(16, 'the UUID'));
    } else if (name === 'configuration/capabilities' && version === 1) {
      configuration.capabilities = await readCapabilities(cursor);
    } else {
      throw cursor.notSupported(`the subsection ${JSON.stringify(name)}, version ${version}`, start);
    }
  }
  cursor.place = undefined;
  return configuration;
}

async function readPageBytes(cursor: StreamCursor): Promise<number> {
  await cursor.need(4, 'the page size');
  const bits = cursor.u32();
  // The flags of a page record are in its address's low bits: QEMU needs 10 of them.
  if (bits >= 10 && bits <= 16) return 2 ** bits;
  throw cursor.wrong('from 10 to 16 bits of page size', String(bits), cursor.position - 4);
}

async function readCapabilities(cursor: StreamCursor): Promise<string[]> {
  await cursor.need(4, 'the number of capabilities');
  const count = cursor.u32();
  if (count > mostCapabilities) {
    throw cursor.wrong('a number of capabilities', String(count), cursor.position - 4);
  }
  const names: string[] = [];
  for (let i = 0; i < count; i++) names.push(await cursor.name('a capability'));
  return names;
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
