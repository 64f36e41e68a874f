import type { StreamCursor } from './stream-cursor.js';
import { sectionType } from './section-type.js';

const readBytes = 2 ** 16;
/** Enough for a footer and the header of any section after it. */
const overlapBytes = 5 + 1 + 4 + 1 + 255 + 8;

/**
 * How many bytes a device has of which nothing is known: up to the footer of its section that is followed by something
 * that can follow. Undefined when there is none. The cursor stays where it is.
 */
export async function bytesToFooter(
  cursor: StreamCursor,
  section: number,
  mostBytes: number,
): Promise<number | undefined> {
  const start = cursor.position;
  const footer = Buffer.alloc(5);
  footer[0] = sectionType.footer;
  footer.writeUInt32BE(section, 1);
  const end = Math.min(cursor.file.size, start + mostBytes);
  const window = Buffer.allocUnsafe(readBytes + overlapBytes);
  for (let from = start; from < end; from += readBytes) {
    const bytes = window.subarray(0, Math.min(window.length, cursor.file.size - from));
    await cursor.file.read(bytes, from);
    for (let at = bytes.indexOf(footer); at >= 0 && at < readBytes; at = bytes.indexOf(footer, at + 1)) {
      if (canFollow(bytes.subarray(at + footer.length))) return from + at - start;
    }
  }
  return undefined;
}

/** Whether a section, a command or the stream's end can begin like this. */
function canFollow(bytes: Buffer): boolean {
  switch (bytes[0]) {
    case undefined:
      return true;
    case sectionType.endOfStream:
      return bytes.length === 1 || bytes[1] === sectionType.description;
    case sectionType.command:
      return bytes[1] === 0;
    case sectionType.part:
    case sectionType.end:
      return bytes[1] === 0 && bytes[2] === 0;
    case sectionType.full:
    case sectionType.start: {
      const length = bytes[5] ?? 0;
      const name = bytes.subarray(6, 6 + length);
      return length > 0 && name.length === length && name.every((byte) => byte >= 0x20 && byte < 0x7f);
    }
    default:
      return false;
  }
}
