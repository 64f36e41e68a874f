import pc from 'picocolors';
import type { Outcome } from '../runner/outcome.js';

/** Where a reporter writes: `process.stderr`, as far as it is needed. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width and height in characters; of a terminal only. */
  readonly columns?: number;
  readonly rows?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the stream is a terminal on which lines can be drawn anew. */
export function isLive(stream: OutputStream, env: Environment): boolean {
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Colours for a stream: NO_COLOR takes them away (https://no-color.org), FORCE_COLOR gives them to a pipe too. */
export function colorsFor(stream: OutputStream, env: Environment): Palette {
  const forced = env['FORCE_COLOR'];
  const wanted = forced === undefined || forced === '' ? isLive(stream, env) : forced !== '0';
  return new Palette(wanted && !env['NO_COLOR']);
}

/** The few colours of a report. */
export class Palette {
  readonly #colors: ReturnType<typeof pc.createColors>;

  constructor(enabled: boolean) {
    this.#colors = pc.createColors(enabled);
  }

  /** The outcome's word, five columns wide. */
  outcome(outcome: Outcome): string {
    const { green, red, yellow, magenta, bold } = this.#colors;
    const words: Record<Outcome, string> = {
      pass: green('pass '),
      fail: bold(red('FAIL ')),
      known: yellow('known'),
      skip: yellow('skip '),
      error: bold(magenta('ERROR')),
    };
    return words[outcome];
  }

  verdict(text: string, how: 'good' | 'bad' | 'other'): string {
    const { green, red, yellow, bold } = this.#colors;
    return how === 'good' ? green(text) : how === 'bad' ? bold(red(text)) : yellow(text);
  }

  strong(text: string): string {
    return this.#colors.bold(text);
  }

  quiet(text: string): string {
    return this.#colors.dim(text);
  }
}
