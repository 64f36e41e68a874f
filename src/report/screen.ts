import type { OutputStream } from './paint.js';
import { displayWidth } from './text.js';

/** One line of the live part: plain text to measure, and how it is shown. */
export interface LiveLine {
  /** Without escapes, and no wider than the terminal. */
  readonly text: string;
  readonly painted: string;
}

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** Lines that stay, and under them lines that are drawn anew. */
export interface Screen {
  /** Lines that stay, in order. */
  print(lines: readonly string[]): void;
  /** Shows these lines under everything printed, in place of those drawn before. */
  draw(paint: (size: ScreenSize) => readonly LiveLine[]): void;
}

/** A pipe or a file: nothing can be taken back, so nothing is drawn. */
export class PlainScreen implements Screen {
  constructor(readonly stream: OutputStream) {}

  print(lines: readonly string[]): void {
    if (lines.length > 0) this.stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  draw(): void {
    // Only on a terminal.
  }
}

const toLineStart = '\r';
const eraseRight = '\u001b[K';
const eraseBelow = '\u001b[J';
const up = (rows: number) => (rows > 0 ? `\u001b[${rows}A` : '');

/**
 * A terminal. The cursor rests at the start of the line under the drawn ones and is never hidden, so there is nothing to
 * restore: not even SIGKILL leaves the terminal in disorder. Each frame is one write, and lines are overwritten before
 * what is left of them is erased, so nothing flickers.
 */
export class LiveScreen implements Screen {
  #drawn: readonly LiveLine[] = [];

  constructor(readonly stream: OutputStream) {}

  print(lines: readonly string[]): void {
    this.#frame(lines, this.#drawn);
  }

  draw(paint: (size: ScreenSize) => readonly LiveLine[]): void {
    const lines = paint(this.#size());
    const same = lines.length === this.#drawn.length;
    if (same && lines.every(({ painted }, index) => painted === this.#drawn[index]?.painted)) return;
    this.#frame([], lines);
  }

  #frame(printed: readonly string[], drawn: readonly LiveLine[]): void {
    const lines = [...printed, ...drawn.map(({ painted }) => painted)];
    const body = lines.map((line) => `${line}${eraseRight}\n`).join('');
    this.stream.write(`${toLineStart}${up(this.#rowsDrawn())}${body}${eraseBelow}`);
    this.#drawn = drawn;
  }

  /** A terminal that became narrower since has wrapped what was drawn. */
  #rowsDrawn(): number {
    const { columns } = this.#size();
    return this.#drawn.reduce(
      (rows, { text }) => rows + Math.max(1, Math.ceil(displayWidth(text) / columns)),
      0,
    );
  }

  #size(): ScreenSize {
    return { columns: known(this.stream.columns, 80), rows: known(this.stream.rows, 24) };
  }
}

/** A terminal that does not know its size says 0. */
function known(size: number | undefined, otherwise: number): number {
  return size === undefined || size === 0 ? otherwise : size;
}
