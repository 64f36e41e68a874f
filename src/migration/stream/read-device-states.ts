import { readConfiguration } from './configuration.js';
import { readDescription, type Description } from './description.js';
import { readDeviceState, type DeviceState } from './device-state.js';
import { RamReader } from './ram.js';
import { sectionType } from './section-type.js';
import { StreamCursor } from './stream-cursor.js';
import { StreamFile } from './stream-file.js';

/** What a migration stream holds, without the guest's memory. */
export interface StreamDevices {
  /** The file it was read from. */
  readonly path: string;
  /** As after `-M`, with its version: `virt-7.2`. */
  readonly machineType: string;
  /** The guest's page size, in bytes. */
  readonly pageBytes: number;
  /** Bytes of each RAM block, by its name. */
  readonly ramBlocks: ReadonlyMap<string, number>;
  /** In their order in the stream. */
  readonly devices: readonly DeviceState[];
}

const magic = 0x5145564d; // "QEVM"
const formatVersion = 3;
const ramVersion = 4;

/** Commands for the destination that hold nothing of the VM: open a return path, ping, the switchover begins. */
const harmlessCommands = new Set([1, 2, 11]);

/**
 * Reads the devices out of a migration stream in a file, as QEMU 5.2 to 11.1 save it, in constant memory.
 *
 * It goes through the file from its beginning, section by section, so that each header and footer is checked, and a
 * stream that is cut or damaged anywhere but inside of a page is told with the place; only the JSON description is
 * fetched from the end first, since a device's bytes cannot be told without it. Reading backwards from the description
 * would not touch RAM at all, but would have to guess where the devices begin, and notice nothing of what is before.
 *
 * @throws StreamFormatError when the stream is truncated, corrupt or none; StreamNotSupportedError when it holds more
 *   than a plain precopy migration does; EnvironmentError when the file cannot be read; the signal's reason
 * @see QEMU's docs/devel/migration/main.rst, migration/savevm.c and migration/vmstate.c
 */
export async function readDeviceStates(path: string, signal?: AbortSignal): Promise<StreamDevices> {
  await using file = await StreamFile.open(path, signal);
  const cursor = new StreamCursor(file);
  await cursor.need(8, 'a migration stream');
  if (cursor.u32() !== magic) throw cursor.wrong('a migration stream ("QEVM")', 'something else', 0);
  const version = cursor.u32();
  if (version !== formatVersion) throw cursor.wrong(`format version ${formatVersion}`, String(version), 4);
  const { machineType, pageBytes } = await readConfiguration(cursor);
  const description = await readDescription(file);
  if (pageBytes !== undefined && pageBytes !== description.pageBytes) {
    throw cursor.wrong(
      `a page size of ${pageBytes} in the description`,
      String(description.pageBytes),
      description.offset,
    );
  }
  const ram = new RamReader(cursor, description.pageBytes);
  const devices = await readSections(cursor, ram, description);
  return { path, machineType, pageBytes: description.pageBytes, ramBlocks: ram.blocks, devices };
}

async function readSections(
  cursor: StreamCursor,
  ram: RamReader,
  description: Description,
): Promise<DeviceState[]> {
  const devices: DeviceState[] = [];
  let ramSection: number | undefined;
  for (;;) {
    await cursor.need(1, 'a section');
    const start = cursor.position;
    const type = cursor.u8();
    switch (type) {
      case sectionType.start: {
        const header = await readHeader(cursor);
        if (header.name !== 'ram' || header.version !== ramVersion) {
          throw cursor.notSupported(`${header.name} version ${header.version}, saved in parts,`, start);
        }
        ramSection = header.section;
        await ram.readSection();
        await readFooter(cursor, header.section);
        break;
      }
      case sectionType.part:
      case sectionType.end: {
        await cursor.need(4, "a section's id");
        const section = cursor.u32();
        if (section !== ramSection)
          throw cursor.wrong('a section that was begun', String(section), start + 1);
        await ram.readSection();
        await readFooter(cursor, section);
        break;
      }
      case sectionType.full: {
        const { section, name, instanceId, version } = await readHeader(cursor);
        const layout = description.devices[devices.length];
        const described = layout
          ? `${layout.name} ${layout.instanceId} version ${layout.version ?? version}`
          : 'no more';
        const found = `${name} ${instanceId} version ${version}`;
        if (!layout || described !== found) throw cursor.wrong(`the device ${described}`, found, start);
        devices.push(await readDeviceState(cursor, layout, version));
        await readFooter(cursor, section);
        break;
      }
      case sectionType.command: {
        await cursor.need(4, 'a command');
        const command = cursor.u16();
        if (!harmlessCommands.has(command))
          throw cursor.notSupported(`migration command ${command} (postcopy or COLO)`, start);
        cursor.skip(cursor.u16(), 'a command');
        break;
      }
      case sectionType.endOfStream: {
        const missing = description.devices[devices.length];
        if (missing)
          throw cursor.wrong(`the device ${missing.name} ${missing.instanceId}`, 'the end of devices', start);
        if (cursor.position === description.offset) return devices;
        throw cursor.wrong(`the end of devices at byte ${description.offset - 1}`, 'it', start);
      }
      default:
        throw cursor.wrong('a section', `type 0x${type.toString(16)}`, start);
    }
  }
}

async function readHeader(cursor: StreamCursor) {
  await cursor.need(4, "a section's id");
  const section = cursor.u32();
  const name = await cursor.name("a section's name");
  await cursor.need(8, `the header of ${name}`);
  return { section, name, instanceId: cursor.u32(), version: cursor.u32() };
}

async function readFooter(cursor: StreamCursor, section: number): Promise<void> {
  await cursor.need(5, "a section's footer");
  const start = cursor.position;
  const type = cursor.u8();
  const id = cursor.u32();
  if (type === sectionType.footer && id === section) return;
  throw cursor.wrong(`the footer of section ${section}`, `type 0x${type.toString(16)}, section ${id}`, start);
}
