import type { Duplex } from 'node:stream';
import { type Observable, Subject } from 'rxjs';
import { withDeadline } from '../support/deadline.js';
import { Calls, type Outcome } from './calls.js';
import { type Ending, errorOfCall, errorOfConnection } from './ending.js';
import { askFor, describeShutdown } from './death.js';
import { QmpDeadlineError, QmpRefusedError, QmpStateError, type QmpCall } from './errors.js';
import type { EventMessage, IncomingMessage, QmpGreeting } from './messages.js';
import { type CallOptions, type Settings, timerMs } from './options.js';
import { passDescriptor, type Descriptor } from './pass-descriptor.js';
import { Wire, type WireEnding } from './wire/wire.js';

/**
 * Where a session stands:
 *
 *   greeting → negotiating → arriving → ready → ended
 *
 * Each of them can go to `ended`, by way of `dying` while somebody is asked what became of the peer.
 */
type State =
  | { readonly is: 'greeting'; readonly greeted: (greeting: QmpGreeting) => void; readonly kept: Kept }
  | { readonly is: 'negotiating'; readonly kept: Kept }
  /** Ready, but what comes is kept for a moment: see {@link Session.open}. */
  | { readonly is: 'arriving'; readonly kept: Kept }
  | { readonly is: 'ready' }
  | { readonly is: 'dying' }
  | { readonly is: 'ended'; readonly ending: Ending };

/** Messages that wait until somebody can have subscribed. */
type Kept = [IncomingMessage, Buffer][];

// QEMU's queue holds 8 commands, and it stops reading when the eighth gets in (QMP_REQ_QUEUE_LEN_MAX, monitor/qmp.c).
// With 7 it reads on even when its main loop has not taken the first: out-of-band commands always get through.
const IN_FLIGHT_BESIDE_OOB = 7;

const CLOSE_GRACE_MS = 1000;

/** One conversation with a QMP server, from its greeting to its end. */
export class Session {
  readonly #events = new Subject<EventMessage>();
  readonly #calls: Calls;
  readonly #wire: Wire;
  readonly #settings: Settings;
  #state: State;
  #oob = false;
  #announced = '';
  /** Settles when QEMU has taken the last descriptor: it forgets one that it has not when the next comes. */
  #descriptors: Promise<unknown> = Promise.resolve();
  readonly #greeted: Promise<QmpGreeting>;
  #closing: Promise<void> | undefined;

  /** Settles when the session has ended: with the reason, or with undefined when it was closed from this side. */
  readonly closed: Promise<Error | undefined>;
  #settleClosed!: (error: Error | undefined) => void;

  constructor(stream: Duplex, settings: Settings) {
    this.#settings = settings;
    let greeted!: (greeting: QmpGreeting) => void;
    this.#greeted = new Promise((resolve) => (greeted = resolve));
    this.#state = { is: 'greeting', greeted, kept: [] };
    this.closed = new Promise((resolve) => (this.#settleClosed = resolve));
    this.#wire = new Wire(
      stream,
      { message: (message, bytes) => this.#receive(message, bytes), ended: (ending) => this.#lose(ending) },
      settings,
    );
    this.#calls = new Calls((line) => this.#wire.send(line), settings.maxInFlight ?? Infinity);
  }

  /** Every event; errors when the connection is lost, completes when it is closed from this side. */
  get events(): Observable<EventMessage> {
    return this.#events;
  }

  /**
   * Waits for the greeting and negotiates. Call it once, first. What QEMU sends right after the negotiation is kept
   * until those who wait for this promise have run, so that who subscribes at once misses no event.
   */
  async open(timeoutMs: number): Promise<QmpGreeting> {
    const { name, signal, oob } = this.#settings;
    const opening = async () => {
      const greeting = await this.#awaitGreeting();
      const useOob = oob === 'auto' && greeting.capabilities.includes('oob');
      await this.#ask(
        { command: 'qmp_capabilities', arguments: useOob ? { enable: ['oob'] } : undefined },
        {
          timeoutMs: Infinity,
        },
      );
      this.#oob = useOob;
      if (useOob) this.#calls.maxInFlight = this.#settings.maxInFlight ?? IN_FLIGHT_BESIDE_OOB;
      return greeting;
    };
    const seen = () =>
      this.#state.is === 'greeting'
        ? 'no greeting; a QMP server greets one client at a time: is another one connected?'
        : "a greeting, but no reply to 'qmp_capabilities'";
    return withDeadline(`the QMP greeting and negotiation of ${name}`, { timeoutMs, signal, seen }, opening);
  }

  /** @throws all that {@link QmpClient.execute} says */
  async execute(call: QmpCall, options: CallOptions): Promise<unknown> {
    switch (this.#state.is) {
      case 'ended':
        throw errorOfCall(this.#state.ending, this.#settings.name, call.command, 'after');
      case 'greeting':
      case 'negotiating':
        throw new QmpStateError(
          `cannot execute '${call.command}': ${this.#settings.name} has not been negotiated with yet`,
        );
      default:
        return options.descriptor === undefined
          ? this.#ask(call, options)
          : this.#askWith(options.descriptor, call, options);
    }
  }

  async #askWith(descriptor: Descriptor, call: QmpCall, options: CallOptions): Promise<unknown> {
    const { timeoutMs = this.#settings.timeoutMs, signal } = options;
    const answer = this.#descriptors.then(async () => {
      signal?.throwIfAborted();
      const wait = { timeoutMs: timerMs(timeoutMs), signal };
      await this.#wire.betweenLines((stream) => passDescriptor(stream, descriptor, wait));
      return await this.#ask(call, options);
    });
    this.#descriptors = answer.catch(() => undefined);
    return answer;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends at once, without taking leave. For a session that never became ready. */
  destroy(): void {
    this.#wire.destroy();
    this.#end({ by: 'us' });
  }

  async #ask(call: QmpCall, options: CallOptions): Promise<unknown> {
    const { timeoutMs = this.#settings.timeoutMs, signal, oob } = options;
    signal?.throwIfAborted();
    if (oob && !this.#oob) {
      throw new QmpStateError(
        `cannot execute '${call.command}' out of band: ${this.#settings.name} ${this.#settings.oob === false ? 'was connected to with oob: false' : 'does not offer it'}`,
      );
    }
    // The errors are made here and not where the reply comes in, so that their stack leads to the caller.
    const outcome = await this.#calls.begin(call, timerMs(timeoutMs), options);
    if (outcome.is === 'return') return outcome.value;
    throw this.#errorOf(call, outcome);
  }

  #errorOf(call: QmpCall, outcome: Exclude<Outcome, { is: 'return' }>): unknown {
    const { name } = this.#settings;
    switch (outcome.is) {
      case 'refused':
        return new QmpRefusedError(call, outcome.errorClass, outcome.description);
      case 'late':
        return new QmpDeadlineError(call, name, outcome.timeoutMs, outcome.seen);
      case 'aborted':
        return outcome.reason;
      case 'cut':
        return errorOfCall(this.#ending, name, call.command, 'during');
    }
  }

  get #ending(): Ending {
    return this.#state.is === 'ended' ? this.#state.ending : { by: 'us' };
  }

  async #awaitGreeting(): Promise<QmpGreeting> {
    const greeting = await Promise.race([this.#greeted, this.closed]);
    if (greeting && 'capabilities' in greeting) return greeting;
    throw greeting ?? new QmpStateError(`${this.#settings.name} was closed before its greeting`);
  }

  #receive(message: IncomingMessage, bytes: Buffer): void {
    const state = this.#state;
    switch (state.is) {
      case 'greeting':
        // QEMU registers a monitor before it greets: an event that comes in between goes out first (seen with 7.2).
        if (message.kind === 'event') {
          state.kept.push([message, bytes]);
          return;
        }
        if (message.kind !== 'greeting') {
          this.#violate('its first message is no greeting', bytes);
          return;
        }
        this.#state = { is: 'negotiating', kept: state.kept };
        state.greeted(message.greeting);
        return;
      case 'arriving':
        state.kept.push([message, bytes]);
        return;
      case 'negotiating':
        this.#dispatch(message, bytes);
        if (message.kind === 'return' && this.#state === state) this.#arrive(state.kept);
        return;
      default:
        this.#dispatch(message, bytes);
    }
  }

  #arrive(kept: Kept): void {
    this.#state = { is: 'arriving', kept };
    setImmediate(() => this.#release());
  }

  #release(): void {
    if (this.#state.is !== 'arriving') return;
    const { kept } = this.#state;
    this.#state = { is: 'ready' };
    for (const [message, bytes] of kept) this.#receive(message, bytes);
  }

  #dispatch(message: IncomingMessage, bytes: Buffer): void {
    switch (message.kind) {
      case 'return':
        if (!this.#calls.settle(message.id, { is: 'return', value: message.value }))
          this.#violate('it answers a command that was not sent', bytes);
        break;
      case 'error':
        this.#dispatchError(message, bytes);
        break;
      case 'event':
        this.#announced ||= describeShutdown(message.event);
        this.#events.next(message.event);
        break;
      case 'greeting':
        this.#violate('a second greeting', bytes);
    }
  }

  #dispatchError(message: IncomingMessage & { kind: 'error' }, bytes: Buffer): void {
    const { id, errorClass, description } = message;
    // QEMU sends an error without id when it could not read a command. It belongs to no call that we know, so it ends none.
    if (id === undefined) this.#calls.noteStrayError(`${errorClass}: ${description}`);
    else if (!this.#calls.settle(id, { is: 'refused', errorClass, description }))
      this.#violate('it refuses a command that was not sent', bytes);
  }

  #violate(problem: string, bytes: Buffer): void {
    this.#wire.destroy();
    this.#lose({ by: 'protocol', problem, bytes });
  }

  #lose(ending: WireEnding): void {
    this.#release();
    if (this.#state.is === 'ended' || this.#state.is === 'dying') return;
    if (ending.by !== 'peer') {
      this.#end(ending);
      return;
    }
    const reason = this.#state.is === 'greeting' ? `${ending.reason}, before its greeting` : ending.reason;
    const { describeDeath } = this.#settings;
    this.#state = { is: 'dying' };
    const lose = (death?: string) =>
      this.#end({
        by: 'peer',
        reason: `${death ?? reason}${this.#announced}`,
        lastCommand: this.#calls.lastCommand,
        cause: ending.cause,
      });
    if (describeDeath) void askFor(describeDeath).then(lose);
    else lose();
  }

  #end(ending: Ending): void {
    if (this.#state.is === 'ended') return;
    this.#state = { is: 'ended', ending };
    const error = errorOfConnection(ending, this.#settings.name);
    this.#calls.cutAll();
    if (error) this.#events.error(error);
    else this.#events.complete();
    this.#settleClosed(error);
  }

  async #close(): Promise<void> {
    if (this.#state.is === 'dying') await this.closed;
    if (this.#state.is === 'ended') return;
    this.#release();
    const leaving = this.#wire.end(CLOSE_GRACE_MS);
    this.#end({ by: 'us' });
    await leaving;
  }
}
