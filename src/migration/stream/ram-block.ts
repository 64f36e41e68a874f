/** A block of guest memory, and how much of it the stream holds. Pages are QEMU's for the target, not the guest's. */
export interface RamBlock {
  /** QEMU's name for it: `mach-virt.ram`, `pc.bios`. */
  readonly name: string;
  readonly bytes: number;
  /** Of the memory behind it, where the stream says so: huge pages with postcopy. */
  readonly hostPageBytes?: number;
  /** The guest's physical address, where the stream says so: with x-ignore-shared. */
  readonly address?: number;
  /** Where its pages are in the file, with mapped-ram. */
  readonly mapped?: MappedPages;
  /** How often which kind of record was sent. A live migration sends a page again when it has changed. */
  readonly sent: SentPages;
}

/** Counts of records. */
export interface SentPages {
  /** With all their bytes. */
  full: number;
  /** Said to be filled with one byte, which is zero. */
  zero: number;
  /** As changes to what was sent before (XBZRLE). */
  xbzrle: number;
  xbzrleBytes: number;
  /** Deflated (the capability `compress`, gone since QEMU 9.1). */
  compressed: number;
  compressedBytes: number;
}

/** Offsets are bytes from the file's beginning; a page has its place at its own offset behind `pagesOffset`. */
export interface MappedPages {
  readonly bitmapOffset: number;
  readonly pagesOffset: number;
  /** Pages in the file: those that are not all zeros. */
  readonly pages: number;
}

export function nothingSent(): SentPages {
  return { full: 0, zero: 0, xbzrle: 0, xbzrleBytes: 0, compressed: 0, compressedBytes: 0 };
}
