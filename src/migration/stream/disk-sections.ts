import type { StreamCursor } from './stream-cursor.js';

/** Walks over what one section of a kind that is not RAM holds. */
export type SectionWalker = (cursor: StreamCursor) => Promise<void>;

/** Devices other than RAM that save themselves in parts, by name and version. */
export const diskSections = new Map<string, SectionWalker>([
  ['block version 1', walkBlocks],
  ['dirty-bitmap version 1', walkDirtyBitmaps],
]);

const chunkBytes = 2 ** 20;
const sectorBytes = 512;

/** Disk contents, saved by `migrate` with `blk` until QEMU 9.0 (migration/block.c). */
async function walkBlocks(cursor: StreamCursor): Promise<void> {
  for (;;) {
    await cursor.need(8, 'disk blocks');
    const start = cursor.position;
    cursor.u32();
    const flags = cursor.u32() & (sectorBytes - 1);
    if (flags & 0x01) {
      await cursor.name("a disk's name");
      if (!(flags & 0x08)) cursor.skip(chunkBytes, 'disk blocks');
    } else if (!(flags & 0x06)) {
      throw cursor.wrong('the flags of disk blocks', `0x${flags.toString(16)}`, start);
    }
    if (flags & 0x02) return;
  }
}

/** Dirty bitmaps of disks (the format is described in QEMU's migration/block-dirty-bitmap.c). */
async function walkDirtyBitmaps(cursor: StreamCursor): Promise<void> {
  for (;;) {
    const start = cursor.position;
    await cursor.need(1, 'the flags of a dirty bitmap');
    const flags = cursor.u8();
    // It says that there are more flags; no QEMU has used them yet.
    if (flags & 0x80) throw cursor.notSupported('more flags of dirty bitmaps', start);
    if (flags & 0x08) await cursor.name("a node's name");
    if (flags & 0x04) await cursor.name("a bitmap's name");
    if (flags & 0x10) cursor.skip(5, "a bitmap's granularity and flags");
    else if (flags & 0x40) {
      cursor.skip(12, "a bitmap's range");
      if (!(flags & 0x02)) {
        await cursor.need(8, "a bitmap's size");
        cursor.skip(cursor.u64(), 'a bitmap');
      }
    } else if (!(flags & 0x21)) {
      throw cursor.wrong('the flags of a dirty bitmap', `0x${flags.toString(16)}`, start);
    }
    if (flags & 0x01) return;
  }
}
