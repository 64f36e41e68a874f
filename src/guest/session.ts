import type { ClientChannel } from 'ssh2';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { CommandOutput } from './command-output.js';
import { connect } from './connect.js';
import { GuestConnectionLostError } from './errors.js';
import type { Connection, GuestTarget } from './handshake.js';
import { GuestShell, type ScriptOptions, type ScriptResult } from './shell.js';

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

export interface AskOptions extends WaitOptions, ScriptOptions {}

type State =
  { readonly kind: 'open' } | { readonly kind: 'closed'; readonly reason: GuestConnectionLostError };

/**
 * A way into a guest, kept for as long as the guest lives. Any number of commands may run at the same time.
 * After a reset or a restore, the guest knows nothing of it any more: close it, and connect again.
 *
 * It keeps one connection, which runs one command after the other, and makes more while commands overlap: dropbear
 * before 2024.86 ends a whole connection when one of its commands exits while another one is about to start.
 */
export class GuestSession implements AsyncDisposable {
  readonly #target: GuestTarget;
  readonly #where: string;
  readonly #connections = new Set<Connection>();
  /** Those of them that run no command. */
  readonly #idle: Connection[] = [];
  readonly #inFlight = new Set<(reason: GuestConnectionLostError) => void>();
  #shell: { readonly shell: GuestShell; readonly connection: Connection } | undefined;
  #lastAsk: Promise<unknown> = Promise.resolve();
  #state: State = { kind: 'open' };
  #tellClosed!: (reason: Error | undefined) => void;

  /** Resolves when the session has ended: with nothing after {@link close}, else with what ended it. */
  readonly closed = new Promise<Error | undefined>((resolve) => (this.#tellClosed = resolve));

  private constructor(target: GuestTarget, connection: Connection) {
    this.#target = target;
    this.#where = `the guest at ${target.host}:${target.port}`;
    this.#adopt(connection);
    this.#idle.push(connection);
  }

  /**
   * Connects, and tries again while nobody answers.
   *
   * @throws DeadlineError when the guest has not answered in time, with what was seen last; the signal's reason
   * @throws GuestKeyError, GuestHostKeyError, GuestLoginRefusedError at once
   */
  static async connect(target: GuestTarget, options: WaitOptions): Promise<GuestSession> {
    return new GuestSession(target, await connect(target, options));
  }

  /**
   * Runs a command by the guest's shell, to its end.
   *
   * @throws DeadlineError when the time is up, with the output until then in `seen`; the signal's reason
   * @throws GuestConnectionLostError as soon as the connection ends
   */
  async run(command: string, options: RunOptions): Promise<CommandResult> {
    const output = new CommandOutput(options.onLine);
    const wait = { ...options, seen: () => output.tail() };
    return this.#unlessLost(command, wait, (signal) =>
      this.#runAlone(command, output, { timeoutMs: options.timeoutMs, signal }),
    );
  }

  /**
   * Runs a script in a shell that stays for as long as the session, one script after the other: several times as quick
   * as {@link run}. It must not end the shell, nor leave anything behind that writes.
   *
   * @throws DeadlineError when the time is up, with the output until then in `seen`; the signal's reason. The next script
   *   then gets another shell
   * @throws GuestConnectionLostError as soon as the connection or the shell ends
   */
  async ask(script: string, options: AskOptions): Promise<ScriptResult> {
    const lines: string[] = [];
    const onLine = (line: string) => {
      lines.push(line);
      options.onLine?.(line);
    };
    const wait = { ...options, seen: () => lines.join('\n').slice(-2000) || undefined };
    return this.#unlessLost(script, wait, async (signal) => {
      const before = this.#lastAsk;
      const asking = (async () => {
        await before;
        signal.throwIfAborted();
        return this.#askAlone(script, { ...options, onLine }, { timeoutMs: options.timeoutMs, signal });
      })();
      this.#lastAsk = asking.catch(() => undefined);
      return asking;
    });
  }

  /** @throws DeadlineError, the signal's reason; GuestConnectionLostError as soon as the session ends */
  async #unlessLost<T>(
    command: string,
    wait: WaitOptions,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (this.#state.kind === 'closed') throw this.#state.reason;
    let onLost: ((reason: GuestConnectionLostError) => void) | undefined;
    const lost = new Promise<never>((_, reject) => this.#inFlight.add((onLost = reject)));
    try {
      const what = `\`${firstLine(command)}\` in the guest`;
      return await withDeadline(what, wait, (signal) => Promise.race([work(signal), lost]));
    } finally {
      if (onLost) this.#inFlight.delete(onLost);
    }
  }

  /** Ends the session; commands in flight end with GuestConnectionLostError. Does not wait for a dead guest. */
  async close(): Promise<void> {
    if (this.#state.kind === 'open') {
      this.#end(new GuestConnectionLostError(`the session with ${this.#where} was closed`));
      this.#tellClosed(undefined);
    }
    await this.closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Runs a command on a connection that runs no other. */
  async #runAlone(
    command: string,
    output: CommandOutput,
    wait: { timeoutMs: number; signal: AbortSignal },
  ): Promise<CommandResult> {
    const connection = this.#idle.pop() ?? this.#adopt(await connect(this.#target, wait));
    // A command that nobody waits for may live on, and end at a bad time for the next one: none comes after it.
    const abandon = () => this.#drop(connection);
    wait.signal.addEventListener('abort', abandon);
    try {
      const result = await this.#start(connection, command, (channel) => output.collect(channel));
      if (this.#connections.has(connection)) this.#idle.push(connection);
      return result;
    } finally {
      wait.signal.removeEventListener('abort', abandon);
    }
  }

  async #askAlone(
    script: string,
    options: ScriptOptions,
    wait: { timeoutMs: number; signal: AbortSignal },
  ): Promise<ScriptResult> {
    // Its connection is for commands too, once the shell has answered: dropbear minds only when they start and end at once.
    const fresh = this.#shell
      ? undefined
      : (this.#idle.pop() ?? this.#adopt(await connect(this.#target, wait)));
    const connection = this.#shell?.connection ?? fresh;
    if (!connection) throw new Error('a shell without a connection');
    const abandon = () => {
      if (this.#shell?.connection === connection) this.#shell = undefined;
      this.#idle.splice(0, Infinity, ...this.#idle.filter((each) => each !== connection));
      this.#drop(connection);
    };
    wait.signal.addEventListener('abort', abandon);
    try {
      this.#shell ??= {
        connection,
        shell: await this.#start(connection, 'exec sh', (channel) => new GuestShell(channel)),
      };
      const result = await this.#shell.shell.run(script, options);
      if (fresh && this.#connections.has(fresh)) this.#idle.push(fresh);
      return result;
    } catch (error) {
      if (this.#shell?.connection === connection) this.#shell = undefined;
      throw error;
    } finally {
      wait.signal.removeEventListener('abort', abandon);
    }
  }

  #start<T>(
    { client }: Connection,
    command: string,
    started: (channel: ClientChannel) => T | Promise<T>,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const refuse = (cause: unknown) =>
        reject(new GuestConnectionLostError(`${this.#where} did not start a command`, { cause }));
      try {
        client.exec(command, (error, channel) => {
          // At once: what a short command says, and its end, may be in the same packet as the news of its start.
          if (error) refuse(error);
          else resolve(started(channel));
        });
      } catch (cause) {
        // Thrown by ssh2 when the socket has ended and its event has not come yet.
        refuse(cause);
      }
    });
  }

  /** The end of any connection is the end of the session, unless it was dropped before. */
  #adopt(connection: Connection): Connection {
    const { client, socket } = connection;
    let trouble: Error | undefined;
    client.on('error', (error) => (trouble ??= error));
    // Before ssh2's own listener, which ends the channels as if the commands had ended.
    socket.prependOnceListener('close', () => {
      if (!this.#connections.has(connection)) return;
      const cause = trouble && { cause: trouble };
      const lost = new GuestConnectionLostError(`${this.#where} closed the SSH connection`, cause);
      this.#end(lost);
      this.#tellClosed(lost);
    });
    this.#connections.add(connection);
    // Closed while this one was being made.
    if (this.#state.kind === 'closed') this.#drop(connection);
    return connection;
  }

  #drop(connection: Connection): void {
    this.#connections.delete(connection);
    connection.client.end();
    // Farewells go to the host's own kernel, so they are either sent at once or stuck behind a guest that is dead.
    connection.socket.end();
    setImmediate(() => connection.socket.destroy());
  }

  #end(reason: GuestConnectionLostError): void {
    this.#state = { kind: 'closed', reason };
    for (const lose of this.#inFlight) lose(reason);
    this.#inFlight.clear();
    this.#shell = undefined;
    for (const connection of this.#connections) this.#drop(connection);
  }
}

function firstLine(command: string): string {
  const line = command.trim().split('\n', 1)[0] ?? '';
  return line.length < command.trim().length || line.length > 60 ? `${line.slice(0, 60)} …` : line;
}
