import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientChannel } from 'ssh2';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { describeError } from '../support/errors.js';
import { CommandOutput } from './command-output.js';
import { GuestConnectionLostError } from './errors.js';
import { attempt, SilentGuestError, type Connection, type GuestTarget } from './handshake.js';

/** What a command in the guest did. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Its exit status; null when a signal killed it. */
  readonly code: number | null;
  /** The signal that killed it: `SIGKILL`. */
  readonly signal?: string;
}

export interface RunOptions extends WaitOptions {
  /** Is told each line of stdout as it comes, without its end. */
  readonly onLine?: (line: string) => void;
}

type State =
  { readonly kind: 'open' } | { readonly kind: 'closed'; readonly reason: GuestConnectionLostError };

/**
 * A connection to a guest, kept for as long as the guest lives. Any number of commands may run on it at the same time.
 * After a reset or a restore, the guest knows nothing of it any more: close it, and connect again.
 */
export class GuestSession implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #where: string;
  readonly #inFlight = new Set<(reason: GuestConnectionLostError) => void>();
  #state: State = { kind: 'open' };

  /** Resolves when the connection has ended: with nothing after {@link close}, else with what ended it. */
  readonly closed: Promise<Error | undefined>;

  private constructor(target: GuestTarget, connection: Connection) {
    this.#connection = connection;
    this.#where = `the guest at ${target.host}:${target.port}`;
    const { client, socket } = connection;
    let trouble: Error | undefined;
    client.on('error', (error) => (trouble ??= error));
    this.closed = new Promise((resolve) => {
      // Before ssh2's own listener, which ends the channels as if the commands had ended.
      socket.prependOnceListener('close', () => {
        if (this.#state.kind === 'closed') {
          resolve(undefined);
          return;
        }
        const lost = new GuestConnectionLostError(
          `${this.#where} closed the SSH connection`,
          trouble && { cause: trouble },
        );
        this.#end(lost);
        resolve(lost);
      });
    });
  }

  /**
   * Connects, and tries again while nobody answers.
   *
   * @throws DeadlineError when the guest has not answered in time, with what was seen last; the signal's reason
   * @throws GuestHostKeyError, GuestLoginRefusedError at once
   */
  static async connect(target: GuestTarget, options: WaitOptions): Promise<GuestSession> {
    let last: unknown;
    const seen = () => (last === undefined ? options.seen?.() : describeError(last));
    const what = `SSH at ${target.host}:${target.port}`;
    return withDeadline(what, { ...options, seen }, async (signal) => {
      for (let patienceMs = 1000; ;) {
        try {
          const connection = await attempt(target, patienceMs, signal);
          return new GuestSession(target, connection);
        } catch (error) {
          if (!(error instanceof GuestConnectionLostError)) throw error;
          last = error;
          // A slow guest may need longer for its first word.
          if (error instanceof SilentGuestError) patienceMs *= 2;
          await sleep(20, undefined, { signal });
        }
      }
    });
  }

  /**
   * Runs a command by the guest's shell, to its end.
   *
   * @throws DeadlineError when the time is up, with the output until then in `seen`; the signal's reason
   * @throws GuestConnectionLostError as soon as the connection ends
   */
  async run(command: string, options: RunOptions): Promise<CommandResult> {
    if (this.#state.kind === 'closed') throw this.#state.reason;
    const output = new CommandOutput(options.onLine);
    let onLost: ((reason: GuestConnectionLostError) => void) | undefined;
    const lost = new Promise<never>((_, reject) => this.#inFlight.add((onLost = reject)));
    try {
      const what = `\`${firstLine(command)}\` in the guest`;
      return await withDeadline(what, { ...options, seen: () => output.tail() }, async (signal) => {
        const channel = this.#open(command, signal);
        return Promise.race([channel.then((opened) => output.collect(opened)), lost]);
      });
    } finally {
      if (onLost) this.#inFlight.delete(onLost);
    }
  }

  /** Ends the connection; commands in flight end with GuestConnectionLostError. Does not wait for a dead guest. */
  async close(): Promise<void> {
    const { client, socket } = this.#connection;
    if (this.#state.kind === 'open') {
      this.#end(new GuestConnectionLostError(`the session with ${this.#where} was closed`));
      client.end();
      // Farewells go to the host's own kernel, so they are either sent at once or stuck behind a guest that is dead.
      socket.destroySoon();
      setImmediate(() => socket.destroy());
    }
    await this.closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Starts a command. When nobody waits for it any more, its pipes are closed; it may live on. */
  #open(command: string, signal: AbortSignal): Promise<ClientChannel> {
    return new Promise((resolve, reject) => {
      const refuse = (cause: unknown) =>
        reject(new GuestConnectionLostError(`${this.#where} did not start a command`, { cause }));
      try {
        this.#connection.client.exec(command, (error, channel) => {
          if (error) {
            refuse(error);
            return;
          }
          const abandon = () => channel.close();
          if (signal.aborted) abandon();
          else signal.addEventListener('abort', abandon, { once: true });
          channel.once('close', () => signal.removeEventListener('abort', abandon));
          resolve(channel);
        });
      } catch (cause) {
        // Thrown by ssh2 when the socket has ended and its event has not come yet.
        refuse(cause);
      }
    });
  }

  #end(reason: GuestConnectionLostError): void {
    this.#state = { kind: 'closed', reason };
    for (const lose of this.#inFlight) lose(reason);
    this.#inFlight.clear();
  }
}

function firstLine(command: string): string {
  const line = command.trim().split('\n', 1)[0] ?? '';
  return line.length < command.trim().length || line.length > 60 ? `${line.slice(0, 60)} …` : line;
}
