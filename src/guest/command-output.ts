import type { ClientChannel } from 'ssh2';
import { GuestConnectionLostError } from './errors.js';
import type { CommandResult } from './session.js';

/** Collects what a command in the guest writes, and how it ends. */
export class CommandOutput {
  #stdout = '';
  #stderr = '';
  /** The beginning of a line whose end has not come yet. */
  #partial = '';

  constructor(private readonly onLine?: (line: string) => void) {}

  /**
   * Resolves when the command has ended and all of its output is here.
   *
   * @throws GuestConnectionLostError when the channel ends and the command, for all that is known, does not
   */
  collect(channel: ClientChannel): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      let end: Pick<CommandResult, 'code' | 'signal'> | undefined;
      channel.setEncoding('utf8').on('data', (text: string) => this.#write(text));
      channel.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
      channel.on(
        'exit',
        (code: number | null, signal?: string) => (end = { code, ...(signal && { signal }) }),
      );
      channel.on('close', () => {
        if (this.#partial !== '') this.onLine?.(this.#partial);
        if (!end) {
          reject(new GuestConnectionLostError('the guest did not say how the command ended'));
          return;
        }
        resolve({ stdout: this.#stdout, stderr: this.#stderr, ...end });
      });
    });
  }

  /** The last of what was written so far, for a message; nothing when that is nothing. */
  tail(): string | undefined {
    const text = (this.#stdout + this.#stderr).trimEnd();
    return text === '' ? undefined : text.slice(-2000);
  }

  #write(text: string): void {
    this.#stdout += text;
    if (!this.onLine) return;
    const lines = (this.#partial + text).split('\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
  }
}
