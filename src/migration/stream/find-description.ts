import type { ByteSource } from './byte-source.js';
import { sectionType } from './section-type.js';

export interface FoundDescription {
  /** Bytes from the file's beginning to the description's type byte. */
  readonly offset: number;
  readonly json: string;
  /** False when its end is missing; `json` then has the devices that are whole. */
  readonly whole: boolean;
}

/** Those of a virt or q35 machine have 30 to 80 KB. */
const longestDescription = 2 ** 24 - 1;
const headerBytes = 5;
/** As QEMU 10.0, 7.2 and 5.2 write it. */
const openings = ['{"configuration":', '{"page_size":', '{ "page_size" :'].map((text) => Buffer.from(text));

/**
 * Finds the vmdescription. Nothing points to it. It is the end of the stream, so it is looked for at the file's end,
 * and when something follows or its own end is missing, for its first words a little before.
 */
export async function findDescription(
  file: ByteSource,
  begin: number,
): Promise<FoundDescription | undefined> {
  return (await findAtEnd(file, begin)) ?? findNearEnd(file, begin);
}

/** JSON has no NUL byte, the header in front of it (type 0x06, its length in four bytes) always has one. */
async function findAtEnd(file: ByteSource, begin: number): Promise<FoundDescription | undefined> {
  const most = file.size - begin;
  for (let length = Math.min(most, 2 ** 18); ; length = Math.min(most, length * 8)) {
    const tail = Buffer.allocUnsafe(length);
    await file.read(tail, file.size - length);
    const nul = tail.lastIndexOf(0);
    for (const header of [nul - 1, nul - 2, nul - 3, nul - 4]) {
      const json = header + headerBytes;
      if (header < 0 || json > length || tail[header] !== sectionType.description) continue;
      if (tail.readUInt32BE(header + 1) !== length - json) continue;
      return { offset: file.size - length + header, json: tail.toString('utf8', json), whole: true };
    }
    if (nul >= 4 || length === most || length > longestDescription) return undefined;
  }
}

/** The last place that looks like a description's beginning. */
async function findNearEnd(file: ByteSource, begin: number): Promise<FoundDescription | undefined> {
  const length = Math.min(file.size - begin, longestDescription);
  const tail = Buffer.allocUnsafe(length);
  await file.read(tail, file.size - length);
  for (let at = lastOpening(tail, length); at >= headerBytes; at = lastOpening(tail, at - 1)) {
    const header = at - headerBytes;
    if (tail[header] !== sectionType.description) continue;
    const end = at + tail.readUInt32BE(header + 1);
    const offset = file.size - length + header;
    if (end <= length) return { offset, json: tail.toString('utf8', at, end), whole: true };
    const json = wholeDevices(tail.toString('utf8', at));
    return json === undefined ? undefined : { offset, json, whole: false };
  }
  return undefined;
}

function lastOpening(tail: Buffer, before: number): number {
  return Math.max(...openings.map((opening) => tail.lastIndexOf(opening, before)));
}

/** What is left of a description when the device that is cut, and all that would follow, is taken away. */
function wholeDevices(json: string): string | undefined {
  let depth = 0;
  let inText = false;
  let end: number | undefined;
  for (let i = 0; i < json.length; i++) {
    const letter = json[i];
    if (letter === '"') inText = !inText;
    else if (inText) i += letter === '\\' ? 1 : 0;
    else if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
    // The whole, the list of devices, and then a device has ended.
    if (letter === '}' && !inText && depth === 2) end = i + 1;
  }
  return end === undefined ? undefined : `${json.slice(0, end)}]}`;
}
