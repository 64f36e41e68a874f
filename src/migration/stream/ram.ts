import { nothingSent, type RamBlock } from './ram-block.js';
import type { PageIndex } from './page-index.js';
import { readMappedPages } from './mapped-ram.js';
import type { StreamCursor } from './stream-cursor.js';

/** What is in the low bits of each RAM record's address (`RAM_SAVE_FLAG_*` in QEMU's migration/ram.c). */
const flag = {
  zero: 0x02,
  memorySize: 0x04,
  page: 0x08,
  endOfSection: 0x10,
  continue: 0x20,
  xbzrle: 0x40,
  compressed: 0x100,
  multifdFlush: 0x200,
} as const;

/** QEMU has a few dozens; each takes some memory here. */
const mostBlocks = 10_000;

/** What decides how the list of blocks looks. */
export interface RamForm {
  readonly pageBytes: number;
  /** The migration capabilities that the stream names. */
  readonly capabilities: readonly string[];
}

/** Walks over the sections of guest memory, and counts its pages. */
export class RamReader {
  readonly blocks = new Map<string, RamBlock>();
  /** Postcopy with huge pages: the list of blocks may tell their size. */
  postcopyAdvised = false;
  /** How often the destination is told to wait for all multifd channels: there is RAM in other streams. */
  multifdFlushes = 0;
  /** That of the record before; a record with the flag "continue" has no name of its own. */
  #block: RamBlock | undefined;

  constructor(
    readonly cursor: StreamCursor,
    readonly form: RamForm,
    /** Takes down where each page is, when somebody wants to know. */
    readonly pages: PageIndex | undefined,
  ) {}

  /** Walks over what one section holds. */
  async readSection(): Promise<void> {
    const { cursor, pages } = this;
    const { pageBytes } = this.form;
    for (;;) {
      await cursor.need(8, 'RAM');
      const start = cursor.position;
      const high = cursor.u32();
      const low = cursor.u32();
      const flags = low & (pageBytes - 1);
      const address = high * 2 ** 32 + low - flags;
      if (flags === flag.endOfSection && address === 0) {
        if (pages) pages.recordsEnd = start;
        return;
      }
      if (flags === flag.multifdFlush && address === 0) this.multifdFlushes++;
      else if (flags === flag.memorySize) await this.#readBlocks(address);
      else await this.#readPage(start, address, flags);
    }
  }

  async #readPage(start: number, address: number, flags: number): Promise<void> {
    const { cursor } = this;
    if (flags & 0x80) throw cursor.notSupported('RDMA', start);
    if (!(flags & flag.continue)) await this.#enterBlock();
    const bytes = this.#block?.bytes ?? 0;
    if (!this.#block || address >= bytes) {
      throw cursor.wrong(`an address in a RAM block of ${bytes} bytes`, String(address), start);
    }
    await this.#readContents(start, address, flags & ~flag.continue, this.#block);
  }

  async #readContents(start: number, address: number, kind: number, { name, sent }: RamBlock): Promise<void> {
    const { cursor, pages } = this;
    const { pageBytes } = this.form;
    switch (kind) {
      case flag.page:
        pages?.setFull(name, address, cursor.position);
        cursor.skip(pageBytes, 'a RAM page');
        sent.full++;
        return;
      case flag.zero:
        pages?.setZero(name, address);
        cursor.skip(1, 'a page of zeros');
        sent.zero++;
        return;
      case flag.xbzrle: {
        await cursor.need(3, 'an XBZRLE page');
        cursor.u8();
        const length = cursor.u16();
        if (length > pageBytes)
          throw cursor.wrong(`at most ${pageBytes} bytes of changes`, String(length), start);
        pages?.addEncoded(name, address, { kind: 'xbzrle', offset: cursor.position, length });
        cursor.skip(length, 'an XBZRLE page');
        sent.xbzrle++;
        sent.xbzrleBytes += length;
        return;
      }
      case flag.compressed: {
        await cursor.need(4, 'a compressed page');
        const length = cursor.u32();
        // zlib may make it a little larger than it was.
        if (length > 2 * pageBytes) throw cursor.wrong('a compressed page', `one of ${length} bytes`, start);
        pages?.addEncoded(name, address, { kind: 'compressed', offset: cursor.position, length });
        cursor.skip(length, 'a compressed page');
        sent.compressed++;
        sent.compressedBytes += length;
        return;
      }
      default:
        throw cursor.wrong('the flags of a RAM record', `0x${kind.toString(16)}`, start);
    }
  }

  /** The list of blocks is in the first section; its address is their sum. */
  async #readBlocks(total: number): Promise<void> {
    const { cursor } = this;
    for (let left = total; left > 0;) {
      const start = cursor.position;
      const name = await cursor.name("a RAM block's name");
      await cursor.need(8, "a RAM block's size");
      const bytes = cursor.u64();
      if (bytes === 0 || bytes > left || this.blocks.has(name)) {
        throw cursor.wrong(`RAM blocks of ${left} bytes in all`, `${name} with ${bytes}`, start);
      }
      if (this.blocks.size === mostBlocks) throw cursor.notSupported(`more than ${mostBlocks} RAM blocks`);
      if (this.pages?.addBlock(name, bytes) === false) throw cursor.notSupported('that much memory', start);
      const block = { name, bytes, sent: nothingSent() };
      this.blocks.set(name, block);
      Object.assign(block, await this.#readDetails(name, bytes));
      left -= bytes;
    }
  }

  async #readDetails(name: string, bytes: number): Promise<Partial<RamBlock>> {
    const { cursor } = this;
    const { capabilities, pageBytes } = this.form;
    const hostPageBytes = this.postcopyAdvised ? await this.#readHostPageBytes() : undefined;
    let address: number | undefined;
    if (capabilities.includes('x-ignore-shared')) {
      await cursor.need(8, "a RAM block's address");
      address = cursor.u64();
    }
    const mapped = capabilities.includes('mapped-ram')
      ? await readMappedPages(cursor, bytes, pageBytes, (firstPage, bits, pagesOffset) =>
          this.pages?.addMapped(name, pagesOffset, firstPage, bits),
        )
      : undefined;
    return {
      ...(hostPageBytes !== undefined && { hostPageBytes }),
      ...(address !== undefined && { address }),
      ...(mapped && { mapped }),
    };
  }

  /**
   * It is there only for blocks whose pages are not the source host's usual ones, which the stream does not tell. But it
   * begins with a zero byte, as no name does, and it is a larger power of two than the flags that may come otherwise.
   */
  async #readHostPageBytes(): Promise<number | undefined> {
    const { cursor } = this;
    await cursor.need(8, 'RAM');
    const start = cursor.position;
    const bytes = cursor.u64();
    if (bytes >= 4096 && bytes <= 2 ** 40 && Number.isInteger(Math.log2(bytes))) return bytes;
    cursor.position = start;
    return undefined;
  }

  /** Reads the name that a record carries when the record before it is of another block. */
  async #enterBlock(): Promise<void> {
    const { cursor } = this;
    const start = cursor.position;
    const name = await cursor.name("a RAM block's name");
    this.#block = this.blocks.get(name);
    if (!this.#block) throw cursor.wrong('a known RAM block', JSON.stringify(name), start);
  }
}
