import type { StreamPlace } from './stream-begin.js';

/** Where a stream has a page that it does not have in full. */
export interface EncodedPage {
  readonly kind: 'xbzrle' | 'compressed';
  /** Bytes from the source's beginning. */
  readonly offset: number;
  readonly length: number;
}

/** Each takes eight bytes here; so many pages of 4 KiB are 256 GiB. */
const mostPages = 2 ** 26;

/** What an offset says that is none. */
const never = 0;
const zeros = -1;

/** Where a page's last full copy is; or that it is all zeros, or that the stream does not have it. */
export type FullPage = number | 'zeros' | 'nowhere';

/** Where in its file each page of guest memory was sent last. */
export class PageIndex {
  readonly #blocks = new Map<string, Float64Array>();
  /** What changed pages behind their last full copy, in the stream's order. */
  readonly #encoded = new Map<string, EncodedPage[]>();
  #pages = 0;
  /** Where the end of the last records stands that were read: what is put in front of it comes after all others. */
  recordsEnd = 0;

  constructor(
    readonly pageBytes: number,
    /** Where the stream is that it was made of. */
    readonly place: StreamPlace,
  ) {}

  /** @returns whether there is room for that block's pages */
  addBlock(block: string, bytes: number): boolean {
    const pages = Math.ceil(bytes / this.pageBytes);
    this.#pages += pages;
    if (this.#pages > mostPages) return false;
    this.#blocks.set(block, new Float64Array(pages));
    return true;
  }

  setFull(block: string, address: number, offset: number): void {
    this.#set(block, address, offset);
  }

  setZero(block: string, address: number): void {
    this.#set(block, address, zeros);
  }

  addEncoded(block: string, address: number, page: EncodedPage): void {
    const key = keyOf(block, address);
    // A compressed page is a whole one.
    const before = page.kind === 'xbzrle' ? this.#encoded.get(key) : undefined;
    this.#encoded.set(key, [...(before ?? []), page]);
  }

  /** With mapped-ram: the pages whose bit is set in this part of the bitmap; all others are zeros. */
  addMapped(block: string, pagesOffset: number, firstPage: number, bits: Buffer): void {
    const pages = this.#blocks.get(block);
    for (let i = 0; pages && i < bits.length * 8 && firstPage + i < pages.length; i++) {
      const isThere = (bits[i >> 3] ?? 0) & (1 << (i & 7));
      pages[firstPage + i] = isThere ? pagesOffset + (firstPage + i) * this.pageBytes : zeros;
    }
  }

  get blocks(): ReadonlyMap<string, { readonly length: number }> {
    return this.#blocks;
  }

  /** Its last full copy, and what was encoded since. */
  page(block: string, index: number): { readonly full: FullPage; readonly encoded: readonly EncodedPage[] } {
    const offset = this.#blocks.get(block)?.[index] ?? never;
    const encoded =
      this.#encoded.size > 0 ? this.#encoded.get(keyOf(block, index * this.pageBytes)) : undefined;
    return { full: offset > 0 ? offset : offset === zeros ? 'zeros' : 'nowhere', encoded: encoded ?? [] };
  }

  #set(block: string, address: number, offset: number): void {
    const pages = this.#blocks.get(block);
    if (pages) pages[address / this.pageBytes] = offset;
    if (this.#encoded.size > 0) this.#encoded.delete(keyOf(block, address));
  }
}

function keyOf(block: string, address: number): string {
  return `${address} ${block}`;
}
