import { UsageError } from '../support/errors.js';
import type { Descriptor } from './pass-descriptor.js';

/** One message, as it went over the wire. */
export interface QmpTranscriptEntry {
  /** When it was sent or had wholly come, in milliseconds since 1970, with fractions. */
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  /** The JSON text, exactly, without its line end. What was received and is no QMP is here too. */
  readonly text: string;
}

/** How a client behaves. */
export interface QmpOptions {
  /** What the peer is called in error messages; by default its address. */
  readonly name?: string | undefined;
  /**
   * How long a call may take when it does not say, in milliseconds, and how long connecting, greeting and negotiation
   * may take together. 30 s by default; `Infinity` is as long as a timer can run, 24 days.
   */
  readonly timeoutMs?: number | undefined;
  /** Ends connecting and negotiating. A connected client does not look at it. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Gets every message in the order of the wire. When it throws, the client ends with that error: a transcript with a
   * hole would be worse than none.
   */
  readonly transcript?: ((entry: QmpTranscriptEntry) => void) | undefined;
  /** Whether to negotiate out-of-band execution where it is offered (`auto`, the default), or never. */
  readonly oob?: 'auto' | false | undefined;
  /**
   * How many in-band commands may be with QEMU at a time; the others wait here, in order. By default 7 with
   * out-of-band execution, and any number without.
   */
  readonly maxInFlight?: number | undefined;
  /** A message from QEMU that is larger than this is a protocol error; 256 MiB by default. */
  readonly maxMessageBytes?: number | undefined;
  /**
   * Asked when the connection is lost: what became of the peer, in words (`QEMU died of signal 6`), if that is known.
   * A promise is waited for 250 ms at most, before the calls in flight and the events end.
   */
  readonly describeDeath?: (() => string | undefined | Promise<string | undefined>) | undefined;
}

/** How one call behaves. */
export interface CallOptions {
  /** How long to wait for the reply, in milliseconds; the client's `timeoutMs` by default. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait; the call rejects with its reason. QEMU still runs the command if it was sent. */
  readonly signal?: AbortSignal | undefined;
  /** Runs the command out of band: at once, even when QEMU's main loop is busy or blocked. */
  readonly oob?: boolean | undefined;
  /**
   * Given to QEMU along with the command, for those that take one: `getfd`, `add-fd`. QEMU has a copy; this one stays open.
   * Only over a unix socket, and by perl, since Node cannot.
   */
  readonly descriptor?: Descriptor | undefined;
}

/** {@link QmpOptions} with nothing left open. */
export interface Settings {
  readonly name: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly transcript: QmpOptions['transcript'];
  readonly oob: 'auto' | false;
  readonly maxInFlight: number | undefined;
  readonly maxMessageBytes: number;
  readonly describeDeath: QmpOptions['describeDeath'];
}

/** @throws UsageError when an option cannot be */
export function settle(options: QmpOptions, name: string): Settings {
  const { timeoutMs = 30_000, maxInFlight, maxMessageBytes = 256 * 1024 * 1024 } = options;
  if (maxInFlight !== undefined && !(maxInFlight >= 1))
    throw new UsageError(`maxInFlight is ${maxInFlight}; it is at least 1`);
  return {
    name: options.name ?? name,
    timeoutMs: timerMs(timeoutMs),
    signal: options.signal,
    transcript: options.transcript,
    oob: options.oob ?? 'auto',
    maxInFlight,
    maxMessageBytes,
    describeDeath: options.describeDeath,
  };
}

// What Node's timers can wait; longer ones would fire at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** `timeoutMs` as a timer can wait it. @throws UsageError when it is no time to wait */
export function timerMs(timeoutMs: number): number {
  if (!(timeoutMs >= 0))
    throw new UsageError(`timeoutMs is ${timeoutMs}; it is a number of milliseconds, or Infinity`);
  return Math.min(timeoutMs, LONGEST_TIMER_MS);
}
