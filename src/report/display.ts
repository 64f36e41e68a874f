import { colorsFor, isLive, type Environment, type OutputStream, type Palette } from './paint.js';
import { LiveScreen, PlainScreen, type LiveLine, type Screen, type ScreenSize } from './screen.js';

export interface DisplayOptions {
  /** Where NO_COLOR, FORCE_COLOR and TERM are looked up. */
  readonly env?: Environment;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** The lines under those that stay, as they are at a time. */
export type Paint = (now: number, size: ScreenSize, palette: Palette) => readonly LiveLine[];

/** Milliseconds between two looks at the clock on a terminal. */
const tickMs = 200;

/**
 * Where a reporter tells people: lines that stay, and on a terminal some under them that are drawn anew, with every event and as
 * time goes. Anywhere else there are only lines that stay, without escapes.
 */
export class Display implements Disposable {
  readonly palette: Palette;
  readonly now: () => number;
  readonly #isLive: boolean;
  readonly #screen: Screen;
  #ticker: NodeJS.Timeout | undefined;

  constructor(
    stream: OutputStream,
    { env = process.env, now = Date.now }: DisplayOptions,
    readonly paint: Paint,
  ) {
    this.#isLive = isLive(stream, env);
    this.palette = colorsFor(stream, env);
    this.now = now;
    this.#screen = this.#isLive ? new LiveScreen(stream) : new PlainScreen(stream);
  }

  print(lines: readonly string[]): void {
    this.#screen.print(lines);
  }

  /** What the live lines show on a terminal. */
  printUnlessLive(line: string): void {
    if (!this.#isLive) this.print([line]);
  }

  draw(): void {
    this.#screen.draw((size) => this.paint(this.now(), size, this.palette));
  }

  /** Goes with the clock from now on. @param elsewhere - what is printed now and then where nothing can be drawn */
  follow(elsewhere?: { readonly everyMs: number; readonly line: () => string }): void {
    if (this.#isLive) this.#every(tickMs, () => this.draw());
    else if (elsewhere) this.#every(elsewhere.everyMs, () => this.print([elsewhere.line()]));
  }

  /** Takes the live lines away. */
  [Symbol.dispose](): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    this.#screen.draw(() => []);
  }

  #every(ms: number, act: () => void): void {
    this.#ticker = setInterval(act, ms).unref();
  }
}
