import { StreamFormatError, StreamNotSupportedError } from './errors.js';
import type { ByteSource } from './byte-source.js';

/**
 * How much is read ahead. RAM is most of a stream, in records of a page or less: reading all of it in such pieces takes
 * a fiftieth of the time of one asynchronous read for each page's header (20 ms for 64 MB in the page cache).
 */
const readAheadBytes = 2 ** 20;

/** Reads a stream from its beginning to its end, in constant memory. Integers are big-endian, as all of QEMU's. */
export class StreamCursor {
  /** Bytes from the file's beginning to what is read next. */
  position: number;
  /** What is being read, for errors: the section, the device. */
  place: string | undefined;
  #window = Buffer.alloc(0);
  #windowStart = 0;

  constructor(
    readonly file: ByteSource,
    begin = 0,
  ) {
    this.position = begin;
  }

  get remaining(): number {
    return this.file.size - this.position;
  }

  /**
   * Makes the next `bytes` readable by the synchronous methods.
   *
   * @throws StreamFormatError when the file ends before
   */
  async need(bytes: number, what: string): Promise<void> {
    if (this.#has(bytes)) return;
    this.#requireLeft(bytes, what);
    const length = Math.min(Math.max(bytes, readAheadBytes), this.remaining);
    // A new one only when the size differs: at the beginning, and at the file's end.
    if (this.#window.length !== length) this.#window = Buffer.allocUnsafe(length);
    this.#windowStart = this.position;
    await this.file.read(this.#window, this.position);
  }

  u8(): number {
    return this.#window.readUInt8(this.#advance(1));
  }

  u16(): number {
    return this.#window.readUInt16BE(this.#advance(2));
  }

  u32(): number {
    return this.#window.readUInt32BE(this.#advance(4));
  }

  /** Exact up to 2^53; what is larger is larger than any file, too. */
  u64(): number {
    return this.u32() * 2 ** 32 + this.u32();
  }

  /** A string of so many bytes. */
  text(bytes: number): string {
    const at = this.#advance(bytes);
    return this.#window.toString('utf8', at, at + bytes);
  }

  /** A name with its length in the byte before it. */
  async name(what: string): Promise<string> {
    await this.need(1, what);
    const length = this.u8();
    await this.need(length, what);
    return this.text(length);
  }

  /** The next byte, which stays the next one; nothing at the file's end. */
  async peek(): Promise<number | undefined> {
    if (this.remaining === 0) return undefined;
    await this.need(1, 'a byte');
    return this.#window[this.position - this.#windowStart];
  }

  /** A copy of the next `count` bytes, however many. */
  async bytes(count: number, what: string): Promise<Buffer> {
    if (count <= readAheadBytes) {
      await this.need(count, what);
      const at = this.#advance(count);
      return Buffer.from(this.#window.subarray(at, at + count));
    }
    this.#requireLeft(count, what);
    const bytes = Buffer.allocUnsafe(count);
    await this.file.read(bytes, this.position);
    this.position += count;
    return bytes;
  }

  /** Jumps over bytes without reading them. */
  skip(bytes: number, what: string): void {
    this.#requireLeft(bytes, what);
    this.position += bytes;
  }

  wrong(expected: string, found: string, offset = this.position): StreamFormatError {
    return new StreamFormatError(this.file.path, offset, expected, found, this.place);
  }

  notSupported(feature: string, offset = this.position): StreamNotSupportedError {
    return new StreamNotSupportedError(this.file.path, offset, feature, this.place);
  }

  #has(bytes: number): boolean {
    return (
      this.position >= this.#windowStart && this.position + bytes <= this.#windowStart + this.#window.length
    );
  }

  #advance(bytes: number): number {
    const at = this.position - this.#windowStart;
    this.position += bytes;
    return at;
  }

  #requireLeft(bytes: number, what: string): void {
    if (bytes <= this.remaining) return;
    throw this.wrong(`${bytes} bytes of ${what}`, `the file's end after ${this.remaining}`);
  }
}
