import { StreamFormatError } from './errors.js';
import { list, record, shown } from './description-json.js';
import { readDevice, type DeviceLayout } from './device-layout.js';
import type { StreamFile } from './stream-file.js';
import { sectionType } from './section-type.js';

/** What the JSON at a stream's end says about the sections before it. */
export interface Description {
  /** Bytes from the file's beginning to the description's type byte. */
  readonly offset: number;
  readonly pageBytes: number;
  /** In the order of their sections. */
  readonly devices: readonly DeviceLayout[];
}

/** Those of a virt or q35 machine have 30 to 80 KB. */
const longestDescription = 2 ** 24 - 1;
const headerBytes = 5;

/**
 * Finds and reads the vmdescription. Nothing points to it, so it is found from the file's end: JSON has no NUL byte,
 * the header in front of it (type 0x06, its length in four bytes) always has one.
 *
 * @throws StreamFormatError when it is not there or makes no sense
 */
export async function readDescription(file: StreamFile): Promise<Description> {
  const { json, offset } = await findDescription(file);
  const wrong = (expected: string, found: string, cause?: unknown) =>
    new StreamFormatError(file.path, offset, `${expected} in the description of the devices`, found, {
      cause,
    });
  let root: unknown;
  try {
    root = JSON.parse(json.toString());
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
    pageBytes,
    devices: list(devices, 'the devices', wrong).map((device) => readDevice(device, wrong)),
  };
}

async function findDescription(file: StreamFile): Promise<{ json: Buffer; offset: number }> {
  for (let length = Math.min(file.size, 2 ** 18); ; length = Math.min(file.size, length * 8)) {
    const tail = Buffer.allocUnsafe(length);
    await file.read(tail, file.size - length);
    const nul = tail.lastIndexOf(0);
    for (const header of [nul - 1, nul - 2, nul - 3, nul - 4]) {
      const json = header + headerBytes;
      if (header < 0 || json > length || tail[header] !== sectionType.description) continue;
      if (tail.readUInt32BE(header + 1) !== length - json) continue;
      return { json: tail.subarray(json), offset: file.size - length + header };
    }
    if (nul >= 4 || length === file.size || length > longestDescription) break;
  }
  throw new StreamFormatError(
    file.path,
    file.size,
    'to end with a description of the devices (vmdescription)',
    'none: the stream is truncated or corrupt, or the machine was started with suppress-vmdesc=on',
  );
}
