/** What a file is that does not begin with a migration stream. */
export interface OtherFormat {
  /** In words that follow "found" or "does not read". */
  readonly description: string;
  /** Whether a stream that is not compressed can be further behind. */
  readonly mayHoldStream: boolean;
  /** Where it is, when the format tells. */
  readonly streamOffset?: number;
}

const compressions: readonly (readonly [magic: string, name: string, command: string])[] = [
  ['1f8b', 'gzip', 'gunzip'],
  ['425a68', 'bzip2', 'bunzip2'],
  ['fd377a585a00', 'xz', 'unxz'],
  ['28b52ffd', 'zstd', 'unzstd'],
  ['04224d18', 'lz4', 'unlz4'],
  ['894c5a4f', 'lzop', 'lzop -d'],
];

const others: readonly (readonly [magic: string, description: string])[] = [
  ['7f454c46', 'an ELF file (a core dump? dump-guest-memory writes those; a migration is saved by migrate)'],
  ['4b44554d50202020', 'a kdump file (dump-guest-memory); a migration is saved by migrate'],
  ['1122334400000001', 'the data of one multifd channel: devices are in the stream of the main channel'],
];

/** Tells what a file is by how it begins. */
export function otherFormat(head: Buffer, at: number): OtherFormat | undefined {
  const hex = head.subarray(0, 16).toString('hex');
  for (const [magic, name, command] of compressions) {
    if (!hex.startsWith(magic)) continue;
    return closed(`a file compressed by ${name}: decompress it first (${command})`);
  }
  for (const [magic, description] of others) if (hex.startsWith(magic)) return closed(description);
  if (/^LibvirtQemud(Save|Part)$/.test(head.toString('latin1', 0, 16))) return libvirtImage(head, at);
  if (head.every((byte) => byte === 0)) return undefined;
  return isText(head) ? { description: 'text', mayHoldStream: true } : undefined;
}

function closed(description: string): OtherFormat {
  return { description, mayHoldStream: false };
}

/** libvirt's `virQEMUSaveHeader` (src/qemu/qemu_saveimage.h): host byte order; the domain's XML is behind it. */
function libvirtImage(head: Buffer, at: number): OtherFormat {
  if (head.toString('latin1', 12, 16) === 'Part')
    return closed('a libvirt save image that was never finished');
  const compressions = ['raw', 'gzip', 'bzip2', 'xz', 'lzop', 'zstd'];
  const little = head.readUInt32LE(16) <= 0xffff;
  const word = (offset: number) => (little ? head.readUInt32LE(offset) : head.readUInt32BE(offset));
  const compression = compressions[word(28)];
  if (compression !== undefined && compression !== 'raw') {
    return closed(`a libvirt save image whose migration stream is compressed by ${compression}`);
  }
  const description = `a libvirt save image, version ${word(16)}`;
  if (compression === undefined) return { description, mayHoldStream: true };
  return { description, mayHoldStream: true, streamOffset: at + 92 + word(20) };
}

function isText(head: Buffer): boolean {
  return head.every((byte) => (byte >= 0x20 && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}
