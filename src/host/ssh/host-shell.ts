import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import { shellQuote } from '../../support/shell-quote.js';
import { EnvironmentError } from '../../support/errors.js';
import { questions } from './guardian-script.js';

/** What a script came to. */
export interface Answer {
  /** What it wrote to stdout. */
  readonly output: string;
  /** The status of its last command. */
  readonly code: number;
}

interface Asked {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * A shell on a host that stays, and answers small questions one after the other: each costs one round trip, and no process
 * where the shell itself can tell. It ends with its channel.
 */
export class HostShell {
  /** What to exec for it. */
  static readonly command = 'exec /bin/sh';
  readonly #end = `vmwright-${randomBytes(9).toString('hex')}`;
  readonly #asked: Asked[] = [];
  #unread = '';
  #ended: Error | undefined;

  constructor(
    private readonly channel: ClientChannel,
    private readonly name: string,
    /** Why the channel has ended, if that is known. */
    reason: () => Error | undefined,
  ) {
    channel.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    channel.stderr.resume();
    channel.on('error', () => undefined);
    channel.once('close', () => {
      const ended = reason() ?? new EnvironmentError(`the shell on ${name} ended`);
      this.#ended = ended;
      this.#asked.splice(0).forEach(({ reject }) => reject(ended));
    });
    channel.write(`exec 2>/dev/null\n${questions}\n`);
    // What the user's own start-up files have printed is the answer to nothing.
    this.ask(':').catch(() => undefined);
  }

  /**
   * Runs a script to its end; those that were asked before come first. It must not end the shell.
   *
   * @throws HostLostError or EnvironmentError when the shell ends before
   */
  ask(script: string): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      // A new line first: what a script wrote last may have none.
      this.channel.write(`{ ${script}\n} </dev/null; printf '\\n%s %s\\n' ${this.#end} "$?"\n`);
    });
  }

  /** As {@link ask}, for what has to succeed. @throws EnvironmentError saying what could not be done */
  async must(what: string, script: string): Promise<string> {
    const { output, code } = await this.ask(`{ ${script}\n} 2>&1`);
    if (code === 0) return output;
    throw new EnvironmentError(`cannot ${what} on ${this.name}: ${output.trim() || `status ${code}`}`);
  }

  #read(text: string): void {
    this.#unread += text;
    for (;;) {
      const at = this.#unread.indexOf(`\n${this.#end} `);
      const lineEnd = at < 0 ? -1 : this.#unread.indexOf('\n', at + 1);
      if (lineEnd < 0) return;
      const output = this.#unread.slice(0, at);
      const code = Number(this.#unread.slice(at + this.#end.length + 2, lineEnd));
      this.#unread = this.#unread.slice(lineEnd + 1);
      this.#asked.shift()?.resolve({ output, code });
    }
  }
}

/** A word as the shell reads it back. */
export function quoted(word: string): string {
  return shellQuote([word]);
}
