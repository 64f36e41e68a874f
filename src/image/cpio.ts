/** One entry of an archive: a folder, a file, a symbolic link or a character device. */
export type CpioEntry = { readonly path: string; readonly mode: number } & (
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly data: Uint8Array }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'character-device'; readonly major: number; readonly minor: number }
);

const typeBits = {
  directory: 0o040000,
  file: 0o100000,
  link: 0o120000,
  'character-device': 0o020000,
} as const;

/**
 * Writes a cpio archive of the "newc" format, as the kernel unpacks it (Documentation/driver-api/early-userspace/
 * buffer-format.rst). Owner is root and times are zero, so equal entries give equal bytes; device nodes need no root.
 * A folder must come before what is in it.
 */
export function writeCpio(entries: readonly CpioEntry[]): Buffer {
  const chunks: Buffer[] = [];
  let inode = 0;
  for (const entry of entries) chunks.push(...member(entry, ++inode));
  chunks.push(...member({ kind: 'file', path: 'TRAILER!!!', mode: 0, data: Buffer.alloc(0) }, 0));
  return Buffer.concat(chunks);
}

function member(entry: CpioEntry, inode: number): Buffer[] {
  const name = Buffer.from(`${entry.path.replace(/^\/+/, '')}\0`);
  const data = contentOf(entry);
  const [major, minor] = entry.kind === 'character-device' ? [entry.major, entry.minor] : [0, 0];
  const fields = [
    inode,
    typeBits[entry.kind] | entry.mode,
    0, // owner: root
    0, // group: root
    entry.kind === 'directory' ? 2 : 1, // links
    0, // time of modification
    data.length,
    0, // device that holds it
    0,
    major,
    minor,
    name.length,
    0, // checksum, unused in this format
  ];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  return [pad(Buffer.concat([Buffer.from(header), name])), pad(data)];
}

function contentOf(entry: CpioEntry): Buffer {
  if (entry.kind === 'file') return Buffer.from(entry.data);
  return Buffer.from(entry.kind === 'link' ? entry.target : '');
}

/** Header with name, and data, each fill up to a multiple of four bytes. */
function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
