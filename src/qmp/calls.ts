import { type QmpCall, describeAge } from './errors.js';
import type { CallOptions } from './options.js';
import { encodeCommand } from './wire/encode.js';

/** How a call ended. */
export type Outcome =
  | { readonly is: 'return'; readonly value: unknown }
  | { readonly is: 'refused'; readonly errorClass: string; readonly description: string }
  | { readonly is: 'late'; readonly timeoutMs: number; readonly seen: string }
  | { readonly is: 'aborted'; readonly reason: unknown }
  /** The connection ended first. */
  | { readonly is: 'cut' };

interface Call {
  readonly id: number;
  readonly line: string;
  readonly command: string;
  readonly oob: boolean;
  sentAtMs: number;
  /** Undefined when nobody waits any more; the reply is then dropped. */
  settle: ((outcome: Outcome) => void) | undefined;
}

/**
 * The calls of one connection: those that QEMU has, by id, and those that wait here for QEMU to have fewer.
 *
 * A call whose caller has given up stays until its reply comes, since QEMU still has it.
 */
export class Calls {
  #nextId = 1;
  #inBandSent = 0;
  readonly #sent = new Map<number, Call>();
  readonly #waiting = new Map<number, Call>();
  #lastCommand: string | undefined;
  #strayError: string | undefined;
  #isOver = false;

  constructor(
    private readonly send: (line: string) => void,
    /** At most so many in-band commands are with QEMU at a time. */
    public maxInFlight: number,
  ) {}

  /** The last command that was sent. */
  get lastCommand(): string | undefined {
    return this.#lastCommand;
  }

  /**
   * Sends a command, or lets it wait for its turn. Never rejects.
   *
   * @throws UsageError when no message can hold the arguments
   */
  begin(call: QmpCall, timeoutMs: number, { signal, oob = false }: CallOptions): Promise<Outcome> {
    const id = this.#nextId++;
    const line = encodeCommand({ command: call.command, arguments: call.arguments, id, oob });
    if (this.#isOver) return Promise.resolve({ is: 'cut' });
    return new Promise((resolve) => {
      const pending: Call = { id, line, command: call.command, oob, sentAtMs: 0, settle: undefined };
      const abort = () => this.#abandon(pending, { is: 'aborted', reason: signal?.reason });
      const giveUp = () => this.#abandon(pending, { is: 'late', timeoutMs, seen: this.#describe(pending) });
      const timer = setTimeout(giveUp, timeoutMs);
      pending.settle = (outcome) => {
        pending.settle = undefined;
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        resolve(outcome);
      };
      signal?.addEventListener('abort', abort);
      if (oob || this.#inBandSent < this.maxInFlight) this.#send(pending);
      else this.#waiting.set(id, pending);
    });
  }

  /** Ends the call with this id. @returns whether there was one, waited for or not */
  settle(id: unknown, outcome: Outcome): boolean {
    const call = typeof id === 'number' ? this.#sent.get(id) : undefined;
    if (!call) return false;
    this.#sent.delete(call.id);
    if (!call.oob) this.#inBandSent--;
    this.#sendWaiting();
    call.settle?.(outcome);
    return true;
  }

  /** Remembers an error of QEMU's that names no call, to be told when a call runs out of time. */
  noteStrayError(description: string): void {
    this.#strayError = description;
  }

  /** Ends every call, and each that is begun afterwards: the connection is over. */
  cutAll(): void {
    this.#isOver = true;
    const calls = [...this.#sent.values(), ...this.#waiting.values()];
    this.#sent.clear();
    this.#waiting.clear();
    for (const call of calls) call.settle?.({ is: 'cut' });
  }

  #send(call: Call): void {
    if (!call.oob) this.#inBandSent++;
    this.#sent.set(call.id, call);
    call.sentAtMs = performance.now();
    this.#lastCommand = call.command;
    this.send(call.line);
  }

  #sendWaiting(): void {
    while (this.#inBandSent < this.maxInFlight) {
      const [call] = this.#waiting.values();
      if (!call) return;
      this.#waiting.delete(call.id);
      this.#send(call);
    }
  }

  #abandon(call: Call, outcome: Outcome): void {
    this.#waiting.delete(call.id);
    call.settle?.(outcome);
  }

  /** What the connection looks like for a call that got no reply. */
  #describe(call: Call): string {
    const [oldest] = this.#sent.values();
    const state = this.#sent.has(call.id)
      ? `sent ${describeAge(call.sentAtMs)}`
      : `not sent, since QEMU has ${this.#inBandSent} commands that it has not answered`;
    const before =
      oldest && oldest !== call
        ? `, the oldest of them '${oldest.command}', sent ${describeAge(oldest.sentAtMs)}`
        : '';
    const stray =
      this.#strayError === undefined ? '' : `; QEMU sent an error that names no command: ${this.#strayError}`;
    return `${state}${before}${stray}`;
  }
}
