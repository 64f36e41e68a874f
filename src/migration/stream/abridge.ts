import type { ByteSource } from './byte-source.js';
import { readConfiguration } from './configuration.js';
import { readDescription } from './description.js';
import { StreamFormatError, StreamNotSupportedError } from './errors.js';
import { readDeviceStates } from './read-device-states.js';
import { sectionType } from './section-type.js';
import { findBegin } from './stream-begin.js';
import { StreamCursor } from './stream-cursor.js';

/** The beginning and the end of a stream's file. */
export interface StreamEnds {
  /** Of the stream, for errors. */
  readonly path: string;
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** So many bytes of each end are enough: the configuration, and the devices with their description, some 200 KB. */
export const streamEndBytes = { head: 2 ** 12, tail: 2 ** 21 } as const;

/**
 * A stream out of another one's ends, without what is between: the guest's memory. For a stream that is far away. Nothing says
 * where the devices begin, so it is a guess until it has been read: {@link isWholeWithDevices}.
 *
 * @returns nothing when they are not at the end, as in a file of mapped-ram, or it does not say what they are
 */
export async function abridgedStream({ path, head, tail }: StreamEnds): Promise<Buffer | undefined> {
  try {
    const source = bytesOf(path, head);
    const { offset, container } = await findBegin(source, {});
    if (offset !== 0 || container !== undefined) return undefined;
    const cursor = new StreamCursor(source);
    cursor.skip(8, 'a migration stream');
    await readConfiguration(cursor);
    const description = await readDescription(bytesOf(path, tail), 0);
    const first = description?.whole ? description.devices[0] : undefined;
    const begin = first && beginOf(tail, first);
    if (begin === undefined) return undefined;
    return Buffer.concat([head.subarray(0, cursor.position), tail.subarray(begin)]);
  } catch (error) {
    if (error instanceof StreamFormatError || error instanceof StreamNotSupportedError) return undefined;
    throw error;
  }
}

/** Whether a stream in a file can be read to its end and describes its devices. @throws EnvironmentError when it is not there */
export async function isWholeWithDevices(path: string, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await readDeviceStates(path, { signal })).devices.length > 0;
  } catch (error) {
    if (error instanceof StreamFormatError || error instanceof StreamNotSupportedError) return false;
    throw error;
  }
}

/** Where the section of a device begins: its type, a number of four bytes, the name's length and the name, the instance. */
function beginOf(
  tail: Buffer,
  { name, instanceId }: { name: string; instanceId: number },
): number | undefined {
  const wanted = Buffer.concat([Buffer.of(Buffer.byteLength(name)), Buffer.from(name), Buffer.alloc(4)]);
  wanted.writeUInt32BE(instanceId, wanted.length - 4);
  for (let at = tail.indexOf(wanted, 5); at >= 0; at = tail.indexOf(wanted, at + 1))
    if (tail[at - 5] === sectionType.full) return at - 5;
  return undefined;
}

function bytesOf(path: string, bytes: Buffer): ByteSource {
  return {
    path,
    size: bytes.length,
    read(into, offset) {
      if (offset + into.length > bytes.length)
        return Promise.reject(
          new StreamFormatError(path, bytes.length, `${into.length} bytes`, 'the end of what was fetched'),
        );
      bytes.copy(into, 0, offset);
      return Promise.resolve();
    },
  };
}
