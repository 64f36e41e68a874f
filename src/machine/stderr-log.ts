import type { Readable } from 'node:stream';
import { plainText } from './console-text.js';
import { LineSplitter } from './line-splitter.js';

/** As many lines of QEMU's stderr are kept: an assertion with its backtrace fits. */
const tailLength = 40;

/** QEMU's stderr: its last lines are the last words of one that died. */
export class StderrLog {
  readonly #splitter = new LineSplitter();
  #lines: string[] = [];

  /** @param log - takes the bytes as they came */
  constructor(output: Readable, log?: (bytes: Buffer) => void) {
    output.on('data', (bytes: Buffer) => {
      log?.(bytes);
      this.#lines = [...this.#lines, ...this.#splitter.push(bytes)].slice(-tailLength);
    });
  }

  /** The last lines, oldest first, without empty ones. */
  get tail(): readonly string[] {
    return [...this.#lines, this.#splitter.partial].map(plainText).filter((line) => line.trim() !== '');
  }
}
