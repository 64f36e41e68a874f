import { deflateSync } from 'node:zlib';
import { UsageError } from '../../../support/errors.js';
import type { EncodedPage, PageIndex } from '../page-index.js';
import type { MigrationStream } from '../read-stream.js';
import type { Splice } from './splice.js';
import type { SetPage } from './stream-edit.js';

/** `RAM_SAVE_FLAG_PAGE` in QEMU's migration/ram.c. */
const fullPage = 0x08n;

/**
 * What gives pages other contents, in whatever form the stream has them. One that is there in full, or deflated, is
 * replaced; any other gets a copy behind all others, which the destination takes in last.
 *
 * @param stream - read with `memory`
 * @throws UsageError when there is no such page, or the pages are not in this stream
 */
export function spliceOfPage(
  stream: MigrationStream,
  pages: PageIndex,
  edit: SetPage,
  read: (offset: number, length: number) => Promise<Buffer>,
): Promise<Splice[]> {
  const { block, page, to } = edit;
  const { pageBytes } = pages;
  const count = pages.blocks.get(block)?.length;
  if (count === undefined) throw new UsageError(`the migration stream has no RAM block ${block}`);
  if (!(Number.isInteger(page) && page >= 0 && page < count))
    throw new UsageError(`${block} has ${count} pages in the migration stream: there is no page ${page}`);
  const bytes = to === 'zeros' ? Buffer.alloc(pageBytes) : Buffer.from(to);
  if (bytes.length !== pageBytes)
    throw new UsageError(`a page of the migration stream has ${pageBytes} bytes, not ${bytes.length}`);
  const mapped = stream.ramBlocks.get(block)?.mapped;
  if (mapped) return inItsPlace(mapped, page, bytes, read);
  if (stream.multifdFlushes > 0)
    throw new UsageError('the pages of this migration went through other channels (multifd)');
  return Promise.resolve([inStream(pages, block, page, bytes)]);
}

/** With mapped-ram each page has a place; a bit tells whether there is anything. */
async function inItsPlace(
  { bitmapOffset, pagesOffset }: { readonly bitmapOffset: number; readonly pagesOffset: number },
  page: number,
  bytes: Buffer,
  read: (offset: number, length: number) => Promise<Buffer>,
): Promise<Splice[]> {
  if (pagesOffset === 0)
    throw new UsageError('this RAM block is not in the migration stream (x-ignore-shared)');
  const bits = await read(bitmapOffset + (page >> 3), 1);
  bits[0] = (bits[0] ?? 0) | (1 << (page & 7));
  return [
    { offset: bitmapOffset + (page >> 3), length: 1, bytes: bits },
    { offset: pagesOffset + page * bytes.length, length: bytes.length, bytes },
  ];
}

function inStream(pages: PageIndex, block: string, page: number, bytes: Buffer): Splice {
  const { full, encoded } = pages.page(block, page);
  const last = encoded.at(-1);
  if (last?.kind === 'compressed') return deflated(last, bytes);
  if (typeof full === 'number' && !last) return { offset: full, length: bytes.length, bytes };
  const name = Buffer.from(block);
  const address = Buffer.alloc(8);
  address.writeBigUInt64BE(BigInt(page) * BigInt(bytes.length) + fullPage);
  const record = Buffer.concat([address, Buffer.from([name.length]), name, bytes]);
  return { offset: pages.recordsEnd, length: 0, bytes: record };
}

/** Its length stands in front of it. */
function deflated({ offset, length }: EncodedPage, page: Buffer): Splice {
  const bytes = deflateSync(page);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return { offset: offset - 4, length: length + 4, bytes: Buffer.concat([size, bytes]) };
}
