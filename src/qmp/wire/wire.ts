import type { Duplex } from 'node:stream';
import { type IncomingMessage, classify } from '../messages.js';
import type { QmpTranscriptEntry } from '../options.js';
import { decode } from './decode.js';
import { LineSplitter } from './line-splitter.js';

/** What a {@link Wire} tells its owner. */
export interface WireHandlers {
  message(message: IncomingMessage, bytes: Buffer): void;
  /** The connection is over. Told once, and never after {@link Wire.end} or {@link Wire.destroy}. */
  ended(ending: WireEnding): void;
}

/** Why a connection ended by itself. */
export type WireEnding =
  | { readonly by: 'peer'; readonly reason: string; readonly cause?: unknown }
  | { readonly by: 'protocol'; readonly problem: string; readonly bytes: Buffer; readonly cause?: unknown }
  | { readonly by: 'transcript'; readonly error: unknown };

/** Messages over a stream of bytes. Owns the stream. */
export class Wire {
  #state: 'open' | 'ended' = 'open';
  #outgoing = '';
  #isHeld = false;
  readonly #splitter: LineSplitter;

  constructor(
    private readonly stream: Duplex,
    private readonly handlers: WireHandlers,
    private readonly settings: {
      readonly maxMessageBytes: number;
      readonly transcript: ((entry: QmpTranscriptEntry) => void) | undefined;
    },
  ) {
    const { maxMessageBytes } = settings;
    this.#splitter = new LineSplitter((bytes) => this.#receive(bytes), {
      bytes: maxMessageBytes,
      onExceeded: (bytes) =>
        this.#end({ by: 'protocol', problem: `a message is larger than ${maxMessageBytes} bytes`, bytes }),
    });
    stream.on('data', (chunk: Buffer | string) => {
      if (this.#state === 'open') this.#splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    });
    stream.on('end', () =>
      this.#end({ by: 'peer', reason: `the peer closed the connection${this.#inMidMessage()}` }),
    );
    // This listener stays for the stream's life: a late ECONNRESET without one would end the process.
    stream.on('error', (cause: Error) =>
      this.#end({ by: 'peer', reason: `${cause.message}${this.#inMidMessage()}`, cause }),
    );
    stream.on('close', () => this.#end({ by: 'peer', reason: 'the connection was closed' }));
    if (stream.destroyed)
      queueMicrotask(() => this.#end({ by: 'peer', reason: 'the stream was closed before' }));
  }

  /**
   * Sends a line. All lines of one turn of the event loop go out in one write.
   *
   * @param line - with its line end
   */
  send(line: string): void {
    if (this.#state === 'ended') return;
    if (this.#outgoing === '') process.nextTick(() => this.#flush());
    this.#outgoing += line;
    this.#record('sent', line.slice(0, -1));
  }

  /**
   * Lets `act` write into the stream itself, between two lines: all that was sent before has gone out whole, what is sent
   * meanwhile waits. One at a time. Does nothing once the connection is over.
   */
  async betweenLines(act: (stream: Duplex) => Promise<void>): Promise<void> {
    this.#flush();
    this.#isHeld = true;
    try {
      if (this.stream.writableLength > 0) await new Promise((done) => this.stream.write('', done));
      if (this.#state === 'open') await act(this.stream);
    } finally {
      this.#isHeld = false;
      this.#flush();
    }
  }

  /** Sends what is left, closes the stream, and gives it up to `graceMs` to take leave. Rejects never. */
  async end(graceMs: number): Promise<void> {
    this.#flush();
    this.#state = 'ended';
    const { stream } = this;
    if (!stream.destroyed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs);
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        stream.once('close', done);
        stream.end(done);
      });
    }
    this.destroy();
  }

  /** Closes the stream at once. */
  destroy(): void {
    this.#state = 'ended';
    this.stream.destroy();
  }

  #flush(): void {
    if (this.#isHeld) return;
    const outgoing = this.#outgoing;
    this.#outgoing = '';
    if (outgoing !== '' && this.#state === 'open') this.stream.write(outgoing);
  }

  #receive(bytes: Buffer): void {
    if (this.#state === 'ended') return;
    let value: unknown;
    try {
      const decoded = decode(bytes);
      this.#record('received', decoded.text);
      value = decoded.value;
    } catch (cause) {
      this.#record('received', bytes.toString('latin1'));
      this.#end({
        by: 'protocol',
        problem: `not JSON: ${(cause as Error).message}${hint(bytes)}`,
        bytes,
        cause,
      });
      return;
    }
    const message = classify(value);
    if (typeof message === 'string') this.#end({ by: 'protocol', problem: message, bytes });
    else this.#deliver(message, bytes);
  }

  #deliver(message: IncomingMessage, bytes: Buffer): void {
    // The transcript may have ended the connection.
    if (this.#state === 'open') this.handlers.message(message, bytes);
  }

  #record(direction: QmpTranscriptEntry['direction'], text: string): void {
    if (!this.settings.transcript) return;
    try {
      this.settings.transcript({ atMs: performance.timeOrigin + performance.now(), direction, text });
    } catch (error) {
      this.#end({ by: 'transcript', error });
    }
  }

  #inMidMessage(): string {
    const { unfinishedBytes } = this.#splitter;
    return unfinishedBytes > 0 ? ` in the middle of a message, after ${unfinishedBytes} bytes of it` : '';
  }

  #end(ending: WireEnding): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.stream.destroy();
    this.handlers.ended(ending);
  }
}

function hint(bytes: Buffer): string {
  return bytes.length === 1 && bytes[0] === 0x7b
    ? ' (a monitor with pretty=on spreads messages over lines: turn it off)'
    : '';
}
