import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut: something that never ends its line must not eat the memory. */
const longestLine = 64 * 1024;

/** Makes lines out of bytes that come in any pieces. A character cut in two by them stays whole. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  #partial = '';

  /** What came after the last line's end. */
  get partial(): string {
    return this.#partial;
  }

  /** @returns the lines that these bytes complete, without their line feeds */
  push(bytes: Buffer): string[] {
    const lines = (this.#partial + this.#decoder.write(bytes)).split('\n');
    const rest = lines.pop() ?? '';
    const isCut = rest.length > longestLine;
    this.#partial = isCut ? '' : rest;
    return isCut ? [...lines, rest] : lines;
  }

  /** @returns the last line, when it was not ended */
  end(): string[] {
    const rest = this.#partial + this.#decoder.end();
    this.#partial = '';
    return rest === '' ? [] : [rest];
  }
}
