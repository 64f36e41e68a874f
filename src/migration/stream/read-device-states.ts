import { readConfiguration } from './configuration.js';
import { readDescription } from './description.js';
import type { DeviceState } from './device-state.js';
import { RamReader } from './ram.js';
import { SectionReader } from './sections.js';
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
  const devices = await new SectionReader(cursor, ram, description).readAll();
  return { path, machineType, pageBytes: description.pageBytes, ramBlocks: ram.blocks, devices };
}
