import type { ClientChannel } from 'ssh2';
import { GuestConnectionLostError } from './errors.js';

/** What a script did in a shell that stays. */
export interface ScriptResult {
  /** What it wrote, stdout and stderr together. */
  readonly output: string;
  /** The status of its last command. */
  readonly code: number;
}

/** How a script is run. */
export interface ScriptOptions {
  /** A script that must have been run in this shell before; once is enough. It must write nothing. */
  readonly prelude?: string | undefined;
  /** Is told each line of output as it comes, without its end. */
  readonly onLine?: ((line: string) => void) | undefined;
}

interface Script {
  readonly onLine: ((line: string) => void) | undefined;
  readonly end: string;
  readonly lines: string[];
  readonly resolve: (result: ScriptResult) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * A shell in the guest that stays, and takes one script after the other through its stdin. Under emulation that is several
 * times as quick as a command of its own, for which the server opens a channel and starts a shell.
 */
export class GuestShell {
  readonly #preludes = new Set<string>();
  #scripts = 0;
  #current: Script | undefined;
  #partial = '';
  #ended: GuestConnectionLostError | undefined;

  /** @param channel - of a command that is a shell and nothing else */
  constructor(private readonly channel: ClientChannel) {
    channel.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    channel.stderr.resume();
    channel.on('error', () => undefined);
    channel.on('close', () => {
      this.#ended = new GuestConnectionLostError("the guest's shell ended");
      this.#current?.reject(this.#ended);
    });
  }

  /**
   * Runs a script; one at a time.
   *
   * @throws GuestConnectionLostError when the shell ends
   */
  run(script: string, { prelude, onLine }: ScriptOptions): Promise<ScriptResult> {
    if (this.#ended) return Promise.reject(this.#ended);
    const isNew = prelude !== undefined && !this.#preludes.has(prelude);
    if (isNew) this.#preludes.add(prelude);
    this.#scripts += 1;
    const end = `vmwright-script-${this.#scripts}-ended`;
    return new Promise((resolve, reject) => {
      this.#current = { onLine, end, lines: [], resolve, reject };
      const text = `${isNew ? `${prelude}\n` : ''}{ ${script}\n} </dev/null 2>&1; echo "${end} $?"\n`;
      this.channel.write(text);
    });
  }

  #read(text: string): void {
    const lines = (this.#partial + text).split('\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines) this.#readLine(line);
  }

  #readLine(line: string): void {
    const script = this.#current;
    if (!script) return;
    // Output that does not end its last line is followed by the end at once.
    const end = line.indexOf(script.end);
    const said = end < 0 ? line : line.slice(0, end);
    if (end !== 0) {
      script.lines.push(said);
      script.onLine?.(said);
    }
    if (end < 0) return;
    this.#current = undefined;
    const output = script.lines.map((each) => `${each}\n`).join('');
    script.resolve({ output, code: Number(line.slice(end + script.end.length)) });
  }
}
