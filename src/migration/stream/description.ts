import type { ByteSource } from './byte-source.js';
import { findDescription, type FoundDescription } from './find-description.js';
import { StreamFormatError } from './errors.js';
import { list, record, shown } from './description-json.js';
import { readDevice, type DeviceLayout } from './device-layout.js';

/** What the JSON at a stream's end says about the sections before it. */
export interface Description {
  /** Bytes from the file's beginning to the description's type byte. */
  readonly offset: number;
  /** All of it, with its header. */
  readonly bytes: number;
  readonly pageBytes: number;
  /** In the order of their sections. */
  readonly devices: readonly DeviceLayout[];
  /** False when its end is missing, and with it the last devices. */
  readonly whole: boolean;
}

/**
 * Reads the vmdescription of the stream that begins at `begin`; undefined when there is none, or nothing left of it.
 *
 * @throws StreamFormatError when it makes no sense
 */
export async function readDescription(file: ByteSource, begin: number): Promise<Description | undefined> {
  const found = await findDescription(file, begin);
  return found && parse(file.path, found);
}

function parse(path: string, { offset, json, whole }: FoundDescription): Description {
  const wrong = (expected: string, found: string, cause?: unknown) =>
    new StreamFormatError(path, offset, expected, found, 'the description of the devices', { cause });
  let root: unknown;
  try {
    root = JSON.parse(json);
  } catch (cause) {
    throw wrong('JSON', 'something else', cause);
  }
  const { page_size: pageBytes, devices } = record(root, 'all', wrong);
  // The flags of a page record are in its address's low bits: QEMU needs 10 of them.
  if (
    typeof pageBytes !== 'number' ||
    ![10, 11, 12, 13, 14, 15, 16].some((bits) => 2 ** bits === pageBytes)
  ) {
    throw wrong('"page_size", a power of two from 1024 to 65536', shown(pageBytes));
  }
  return {
    offset,
    bytes: Buffer.byteLength(json) + 5,
    pageBytes,
    devices: list(devices, 'the devices', wrong).map((device) => readDevice(device, wrong)),
    whole,
  };
}
