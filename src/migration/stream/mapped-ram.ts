import type { MappedPages } from './ram-block.js';
import type { StreamCursor } from './stream-cursor.js';

const headerVersion = 1;
const bitmapReadBytes = 2 ** 20;

/**
 * Reads the header that follows a block's name and size with mapped-ram, counts the pages in its bitmap, and goes to
 * where the stream continues: behind the place of the block's last page.
 *
 * @see QEMU's docs/devel/migration/mapped-ram.rst
 */
export async function readMappedPages(
  cursor: StreamCursor,
  blockBytes: number,
  pageBytes: number,
  index: (firstPage: number, bits: Buffer, pagesOffset: number) => void,
): Promise<MappedPages> {
  const start = cursor.position;
  await cursor.need(28, 'a mapped-ram header');
  const version = cursor.u32();
  if (version !== headerVersion) throw cursor.notSupported(`version ${version} of mapped-ram`, start);
  const claimedPageBytes = cursor.u64();
  if (claimedPageBytes !== pageBytes) {
    throw cursor.wrong(`pages of ${pageBytes} bytes`, String(claimedPageBytes), start + 4);
  }
  const bitmapOffset = cursor.u64();
  const pagesOffset = cursor.u64();
  // A block that is shared with the destination has no place in the file (x-ignore-shared, since QEMU 11.0).
  if (bitmapOffset === 0 && pagesOffset === 0) return { bitmapOffset, pagesOffset, pages: 0 };
  // QEMU has the bitmap's words as its host keeps them in memory: whole 64 bits.
  const bitmapBytes = Math.ceil(blockBytes / pageBytes / 64) * 8;
  if (bitmapOffset !== cursor.position) {
    throw cursor.wrong(
      `the bitmap at byte ${cursor.position}`,
      `one at ${bitmapOffset} (was the stream copied out of a larger file? mapped-ram has offsets of the file)`,
      start + 12,
    );
  }
  if (pagesOffset < bitmapOffset + bitmapBytes) {
    throw cursor.wrong('the pages behind their bitmap', `byte ${pagesOffset}`, start + 20);
  }
  const pages = await countBits(cursor, bitmapBytes, (firstPage, bits) =>
    index(firstPage, bits, pagesOffset),
  );
  cursor.position = bitmapOffset;
  cursor.skip(pagesOffset - bitmapOffset + blockBytes, 'mapped pages');
  return { bitmapOffset, pagesOffset, pages };
}

async function countBits(
  cursor: StreamCursor,
  bytes: number,
  index: (firstPage: number, bits: Buffer) => void,
): Promise<number> {
  let bits = 0;
  for (let left = bytes; left > 0;) {
    const length = Math.min(left, bitmapReadBytes);
    const part = await cursor.bytes(length, 'the bitmap of mapped pages');
    for (const byte of part) bits += bitsOf[byte] ?? 0;
    index((bytes - left) * 8, part);
    left -= length;
  }
  return bits;
}

const bitsOf = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
