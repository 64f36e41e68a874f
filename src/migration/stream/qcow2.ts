import type { ByteSource } from './byte-source.js';
import { StreamFormatError, StreamNotSupportedError } from './errors.js';

/** A snapshot in a qcow2 image that has a VM's state in it (`savevm`, `snapshot-save`). */
export interface VmSnapshot {
  readonly id: string;
  readonly name: string;
  /** Bytes of its migration stream. */
  readonly bytes: number;
  readonly l1Offset: number;
  readonly l1Entries: number;
  /** Where the VM's state begins, in the addresses that the tables translate. */
  readonly begin: number;
  readonly clusterBits: number;
}

const headerBytes = 104;
const entryBytes = 40;
/** QEMU's own limit. */
const mostSnapshots = 65_536;

/**
 * Lists the snapshots that hold a VM's state.
 *
 * @throws StreamFormatError when the image is damaged; StreamNotSupportedError when it has features that move clusters
 * @see QEMU's docs/interop/qcow2.rst
 */
export async function vmSnapshots(file: ByteSource): Promise<VmSnapshot[]> {
  const header = await read(file, 0, headerBytes);
  const version = header.readUInt32BE(4);
  const clusterBits = header.readUInt32BE(20);
  const count = header.readUInt32BE(60);
  const incompatible = version >= 3 ? header.readUInt32BE(76) : 0;
  if (clusterBits < 9 || clusterBits > 21) {
    throw new StreamFormatError(file.path, 20, 'from 9 to 21 bits of cluster size', String(clusterBits));
  }
  // External data, and level 2 entries of 16 bytes.
  if (incompatible & 0x14)
    throw new StreamNotSupportedError(file.path, 72, 'qcow2 with external data or subclusters');
  if (count > mostSnapshots)
    throw new StreamFormatError(file.path, 60, 'a number of snapshots', String(count));
  const snapshots: VmSnapshot[] = [];
  let at = number(header, 64);
  for (let i = 0; i < count; i++) {
    const entry = await read(file, at, entryBytes);
    const [idBytes, nameBytes, extraBytes] = [
      entry.readUInt16BE(12),
      entry.readUInt16BE(14),
      entry.readUInt32BE(36),
    ];
    if (extraBytes > 1024)
      throw new StreamFormatError(file.path, at + 36, 'a snapshot', `${extraBytes} bytes of extra data`);
    const rest = await read(file, at + entryBytes, extraBytes + idBytes + nameBytes);
    const bytes = extraBytes >= 8 ? number(rest, 0) : entry.readUInt32BE(32);
    const diskBytes = extraBytes >= 16 ? number(rest, 8) : number(header, 24);
    // Behind the disk's end, from where a new level 1 entry begins.
    const perEntry = 2 ** (2 * clusterBits - 3);
    const text = (from: number, to: number) => rest.toString('utf8', extraBytes + from, extraBytes + to);
    if (bytes > 0) {
      snapshots.push({
        ...{ id: text(0, idBytes), name: text(idBytes, idBytes + nameBytes), bytes, clusterBits },
        ...{ l1Offset: number(entry, 0), l1Entries: entry.readUInt32BE(8) },
        begin: Math.ceil(diskBytes / perEntry) * perEntry,
      });
    }
    at += Math.ceil((entryBytes + extraBytes + idBytes + nameBytes) / 8) * 8;
  }
  return snapshots;
}

/** The VM's state in a snapshot, as if it were a file. */
export class SnapshotSource implements ByteSource {
  readonly path: string;
  readonly size: number;
  readonly #tables = new Map<number, Buffer>();

  constructor(
    readonly image: ByteSource,
    readonly snapshot: VmSnapshot,
  ) {
    this.path = `${image.path} (snapshot ${snapshot.name})`;
    this.size = snapshot.bytes;
  }

  async read(into: Uint8Array, offset: number): Promise<void> {
    const { clusterBits, begin } = this.snapshot;
    if (offset + into.length > this.size) {
      throw new StreamFormatError(this.path, this.size, 'more bytes', "the snapshot's end");
    }
    for (let done = 0; done < into.length;) {
      const address = begin + offset + done;
      const inCluster = address % 2 ** clusterBits;
      const part = into.subarray(done, done + Math.min(into.length - done, 2 ** clusterBits - inCluster));
      const cluster = await this.#cluster(address);
      if (cluster === 0) part.fill(0);
      else await this.image.read(part, cluster + inCluster);
      done += part.length;
    }
  }

  /** Where in the image the cluster of an address is; 0 for one of zeros. */
  async #cluster(address: number): Promise<number> {
    const { clusterBits, l1Offset, l1Entries } = this.snapshot;
    const index = Math.floor(address / 2 ** (2 * clusterBits - 3));
    if (index >= l1Entries)
      throw new StreamFormatError(this.path, address, 'a cluster', 'the end of the level 1 table');
    const l2Index = Math.floor(address / 2 ** clusterBits) % 2 ** (clusterBits - 3);
    let table = this.#tables.get(index);
    if (!table) {
      const l2Offset = clusterOffset(await read(this.image, l1Offset + 8 * index, 8), 0);
      table =
        l2Offset === 0 ? Buffer.alloc(2 ** clusterBits) : await read(this.image, l2Offset, 2 ** clusterBits);
      // One table is 512 MiB of state with the usual clusters; a stream is read from its beginning to its end.
      this.#tables.clear();
      this.#tables.set(index, table);
    }
    if ((table[8 * l2Index] ?? 0) & 0x40) {
      throw new StreamNotSupportedError(this.path, address, 'compressed clusters');
    }
    return clusterOffset(table, 8 * l2Index);
  }
}

/** Bits 9 to 55 of an entry of either level. A cluster of zeros has bit 0, and may have a place all the same. */
function clusterOffset(table: Buffer, at: number): number {
  if ((table[at + 7] ?? 0) & 1) return 0;
  return (table.readUInt32BE(at) & 0x00ffffff) * 2 ** 32 + ((table.readUInt32BE(at + 4) & 0xfffffe00) >>> 0);
}

async function read(file: ByteSource, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  if (offset + bytes > file.size) {
    throw new StreamFormatError(file.path, offset, `${bytes} bytes of a qcow2 image`, "the file's end");
  }
  await file.read(buffer, offset);
  return buffer;
}

function number(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64BE(at));
}
