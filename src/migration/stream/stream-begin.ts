import type { ByteSource } from './byte-source.js';
import { StreamFormatError } from './errors.js';
import { otherFormat } from './other-formats.js';
import { SnapshotSource, vmSnapshots } from './qcow2.js';

/** Where a stream's bytes are. */
export interface StreamBegin {
  /** The file, or a snapshot inside of it. */
  readonly source: ByteSource;
  /** Bytes from the source's beginning to the stream's magic number. */
  readonly offset: number;
  /** What the file is, when it does not begin with the stream: a qcow2 image, a libvirt save image. */
  readonly container: string | undefined;
}

/** Where to look. */
export interface StreamPlace {
  /** Bytes from the file's beginning to the stream's; found by itself if left out. */
  readonly offset?: number | undefined;
  /** The name or id of a snapshot in a qcow2 image; needed when it has several with a VM's state. */
  readonly snapshot?: string | undefined;
}

const magic = Buffer.from('QEVM');
const formatVersion = 3;
/** The magic number, the version, and how a configuration section begins. */
const beginning = Buffer.from([...magic, 0, 0, 0, formatVersion, 7, 0, 0]);
/** How far into a file a stream is looked for. */
const searchedBytes = 2 ** 28;
const readBytes = 2 ** 20;

/**
 * Finds the beginning of a stream: at `offset`, or else at the file's beginning, or else as far into the file as
 * whoever wrote something in front of it has put it (QEMU's `file:PATH,offset=N`, libvirt), or in a snapshot.
 *
 * @throws StreamFormatError telling what the file is if it has no stream
 */
export async function findBegin(file: ByteSource, { offset, snapshot }: StreamPlace): Promise<StreamBegin> {
  const at = offset ?? 0;
  const head = await headOf(file, at);
  if (head.length < 8) {
    throw new StreamFormatError(
      file.path,
      at,
      '8 bytes of a migration stream',
      `the file's end after ${head.length}`,
    );
  }
  if (head.toString('hex', 0, 4) === '514649fb') return inSnapshot(file, snapshot);
  if (snapshot !== undefined) throw new StreamFormatError(file.path, at, 'a qcow2 image', 'something else');
  if (isStream(file, head, at)) return { source: file, offset: at, container: undefined };
  const other = otherFormat(head, at);
  const found =
    offset === undefined && other?.mayHoldStream !== false
      ? await behind(file, other?.streamOffset)
      : undefined;
  if (found !== undefined) return { source: file, offset: found, container: other?.description };
  throw noStream(file, at, other?.description ?? 'something else');
}

function noStream({ path }: ByteSource, at: number, found: string): StreamFormatError {
  return new StreamFormatError(path, at, 'a migration stream ("QEVM")', found);
}

async function headOf(file: ByteSource, at: number): Promise<Buffer> {
  const head = Buffer.alloc(Math.max(0, Math.min(512, file.size - at)));
  await file.read(head, at);
  return head;
}

function isStream(file: ByteSource, head: Buffer, at: number): boolean {
  if (!head.subarray(0, 4).equals(magic)) return false;
  const version = head.readUInt32BE(4);
  if (version === formatVersion) return true;
  throw new StreamFormatError(file.path, at + 4, `format version ${formatVersion}`, String(version));
}

async function inSnapshot(file: ByteSource, wanted: string | undefined): Promise<StreamBegin> {
  const snapshots = await vmSnapshots(file);
  const named =
    wanted === undefined ? snapshots : snapshots.filter(({ name, id }) => name === wanted || id === wanted);
  const [snapshot, ...others] = named;
  if (snapshot && others.length === 0) {
    const source = new SnapshotSource(file, snapshot);
    if (!isStream(source, await headOf(source, 0), 0))
      throw noStream(source, 0, 'something else; is it encrypted?');
    return { source, offset: 0, container: 'a qcow2 image' };
  }
  if (snapshots.length === 0) throw noStream(file, 0, 'a qcow2 disk image without a snapshot of a VM');
  const names = snapshots.map(({ name }) => JSON.stringify(name)).join(', ');
  throw new StreamFormatError(
    file.path,
    0,
    `one of the snapshots ${names} of this qcow2 disk image`,
    wanted === undefined ? 'no choice' : JSON.stringify(wanted),
  );
}

/** Where the stream is behind something else: where that says, or else where it is found. */
async function behind(file: ByteSource, hint: number | undefined): Promise<number | undefined> {
  if (hint !== undefined && (await headOf(file, hint)).subarray(0, 4).equals(magic)) return hint;
  const end = Math.min(file.size, searchedBytes);
  const window = Buffer.allocUnsafe(readBytes + beginning.length);
  for (let from = 0; from < end; from += readBytes) {
    const bytes = window.subarray(0, Math.min(window.length, file.size - from));
    await file.read(bytes, from);
    const at = bytes.indexOf(beginning);
    if (at >= 0) return from + at;
  }
  return undefined;
}
