import type { StreamCursor } from './stream-cursor.js';

/** What is in the low bits of each RAM record's address (`RAM_SAVE_FLAG_*` in QEMU's migration/ram.c). */
const flag = {
  zero: 0x02,
  memorySize: 0x04,
  page: 0x08,
  endOfSection: 0x10,
  continue: 0x20,
  xbzrle: 0x40,
} as const;

const notSupportedFlags = [
  { bit: 0x80, feature: 'RDMA' },
  { bit: 0x100, feature: 'compression' },
  { bit: 0x200, feature: 'multifd' },
] as const;

/** Walks over the sections of guest memory, and keeps nothing of it. */
export class RamReader {
  /** Bytes of each RAM block, by its name. */
  readonly blocks = new Map<string, number>();
  /** That of the record before; a record with the flag "continue" has no name of its own. */
  #blockBytes = 0;

  constructor(
    readonly cursor: StreamCursor,
    readonly pageBytes: number,
  ) {}

  /** Walks over what one section holds. */
  async readSection(): Promise<void> {
    const { cursor } = this;
    for (;;) {
      await cursor.need(8, 'RAM');
      const start = cursor.position;
      const high = cursor.u32();
      const low = cursor.u32();
      const flags = low & (this.pageBytes - 1);
      const address = high * 2 ** 32 + low - flags;
      if (flags === flag.endOfSection && address === 0) return;
      if (flags === flag.memorySize) {
        await this.#readBlocks(address);
        continue;
      }
      const notSupported = notSupportedFlags.find(({ bit }) => flags & bit);
      if (notSupported) throw cursor.notSupported(notSupported.feature, start);
      if (!(flags & flag.continue)) await this.#enterBlock();
      if (address >= this.#blockBytes) {
        throw cursor.wrong(`an address in a RAM block of ${this.#blockBytes} bytes`, String(address), start);
      }
      switch (flags & ~flag.continue) {
        case flag.page:
          cursor.skip(this.pageBytes, 'a RAM page');
          break;
        case flag.zero:
          cursor.skip(1, 'a page of zeros');
          break;
        case flag.xbzrle:
          await cursor.need(3, 'an XBZRLE page');
          cursor.u8();
          cursor.skip(cursor.u16(), 'an XBZRLE page');
          break;
        default:
          throw cursor.wrong('the flags of a RAM record', `0x${flags.toString(16)}`, start);
      }
    }
  }

  /** The list of blocks is in the first section; its address is their sum. */
  async #readBlocks(total: number): Promise<void> {
    const { cursor } = this;
    for (let left = total; left > 0;) {
      const start = cursor.position;
      const name = await cursor.name("a RAM block's name");
      await cursor.need(8, "a RAM block's size");
      const bytes = cursor.u32() * 2 ** 32 + cursor.u32();
      if (bytes === 0 || bytes > left || this.blocks.has(name)) {
        throw cursor.wrong(`RAM blocks of ${left} bytes in all`, `${name} with ${bytes}`, start);
      }
      this.blocks.set(name, bytes);
      left -= bytes;
    }
  }

  /** Reads the name that a record carries when the record before it is of another block. */
  async #enterBlock(): Promise<void> {
    const { cursor } = this;
    const start = cursor.position;
    const name = await cursor.name("a RAM block's name");
    const bytes = this.blocks.get(name);
    if (bytes === undefined) throw cursor.wrong('a known RAM block', JSON.stringify(name), start);
    this.#blockBytes = bytes;
  }
}
