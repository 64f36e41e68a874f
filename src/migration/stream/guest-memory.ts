import { inflateSync } from 'node:zlib';
import type { ByteSource } from './byte-source.js';
import { StreamFormatError } from './errors.js';
import type { EncodedPage, PageIndex } from './page-index.js';
import { findBegin } from './stream-begin.js';
import { StreamFile } from './stream-file.js';
import { applyXbzrle } from './xbzrle.js';

/** The guest's memory in a stream, page by page, out of its file. */
export class GuestMemory implements AsyncDisposable {
  readonly #file: StreamFile;
  readonly #source: ByteSource;
  readonly #zeros: Buffer;

  private constructor(
    readonly index: PageIndex,
    file: StreamFile,
    source: ByteSource,
  ) {
    this.#file = file;
    this.#source = source;
    this.#zeros = Buffer.alloc(index.pageBytes);
  }

  /** @throws EnvironmentError when the file cannot be read any more */
  static async open(path: string, index: PageIndex, signal?: AbortSignal): Promise<GuestMemory> {
    const file = await StreamFile.open(path, signal);
    try {
      return new GuestMemory(index, file, (await findBegin(file, index.place)).source);
    } catch (error) {
      await file[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * The page's contents when the VM was saved; undefined when the stream does not have them: they are in another stream
   * (multifd), the destination has them (x-ignore-shared), or the guest had no use for them (free page hints).
   *
   * @throws StreamFormatError when what was encoded cannot be decoded
   */
  async page(block: string, page: number): Promise<Buffer | undefined> {
    const { full, encoded } = this.index.page(block, page);
    if (full === 'nowhere' && encoded[0]?.kind !== 'compressed') return undefined;
    let bytes = typeof full === 'number' ? await this.#read(full, this.index.pageBytes) : undefined;
    for (const record of encoded)
      bytes = await this.#decode(bytes ?? Buffer.alloc(this.index.pageBytes), record);
    return bytes ?? this.#zeros;
  }

  /** Whether the stream has the page, and whether that is all zeros; without reading it. */
  look(block: string, page: number): 'zeros' | 'nowhere' | 'somewhere' {
    const { full, encoded } = this.index.page(block, page);
    return typeof full === 'number' || encoded.length > 0 ? 'somewhere' : full;
  }

  async #decode(page: Buffer, { kind, offset, length }: EncodedPage): Promise<Buffer> {
    const bytes = await this.#read(offset, length);
    if (kind === 'xbzrle') {
      if (applyXbzrle(page, bytes)) return page;
      throw new StreamFormatError(this.#source.path, offset, 'changes inside of a page', 'others');
    }
    try {
      const inflated = inflateSync(bytes, { maxOutputLength: page.length });
      if (inflated.length === page.length) return inflated;
    } catch (cause) {
      throw new StreamFormatError(
        this.#source.path,
        offset,
        'a compressed page',
        'something else',
        undefined,
        { cause },
      );
    }
    throw new StreamFormatError(this.#source.path, offset, 'a whole page', 'less');
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    await this.#source.read(bytes, offset);
    return bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file[Symbol.asyncDispose]();
  }
}
