import type { Readable, Writable } from 'node:stream';
import { Observable, Subject } from 'rxjs';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { plainText } from './console-text.js';
import { LineSplitter } from './line-splitter.js';

export interface ConsoleLine {
  /** Counts from 0 at launch. */
  readonly index: number;
  /** Without its end, escape sequences and carriage returns. */
  readonly text: string;
  /** When its end came: milliseconds since the launch. */
  readonly sinceLaunchMs: number;
  /** When its end came: milliseconds since the epoch, by the host's clock. */
  readonly at: number;
}

/** The history forgets its oldest lines beyond this; the log file has them all. */
const historyLimit = 50_000;

/** What the guest's kernel and firmware print, as lines with times. */
export class SerialConsole {
  /** Every line: those of the {@link history}, then those to come. Completes when QEMU ends, in whatever way. */
  readonly lines$: Observable<ConsoleLine>;
  readonly #lines = new Subject<ConsoleLine>();
  readonly #splitter = new LineSplitter();
  readonly #history: ConsoleLine[] = [];
  readonly #started = performance.now();
  #count = 0;
  #endReason = new Error('the machine was stopped');

  /**
   * @param output - the guest's output
   * @param input - what the guest reads
   * @param log - takes the bytes as they came
   */
  constructor(
    output: Readable,
    readonly input: Writable,
    log?: (bytes: Buffer) => void,
  ) {
    this.lines$ = new Observable((subscriber) => {
      this.#history.forEach((line) => subscriber.next(line));
      return this.#lines.subscribe(subscriber);
    });
    output.on('data', (bytes: Buffer) => {
      log?.(bytes);
      this.#splitter.push(bytes).forEach((line) => this.#add(line));
    });
  }

  /** The lines so far, oldest first; the last {@link historyLimit} of them. */
  get history(): readonly ConsoleLine[] {
    return this.#history;
  }

  /** What came after the last line's end: a prompt, or the last gasp of a kernel. */
  get partial(): string {
    return plainText(this.#splitter.partial);
  }

  /** How many lines came so far: pass it as `from` to {@link waitForLine} to look only at those that come after. */
  get lineCount(): number {
    return this.#count;
  }

  /** The last lines, the unfinished one included, for a message. */
  tail(count: number): string[] {
    const lines = this.#history.slice(-count).map(({ text }) => text);
    return (this.partial === '' ? lines : [...lines, this.partial]).slice(-count);
  }

  /**
   * Waits for a line that matches, one that has already come included.
   *
   * @param wait - with `from`, the index of the first line that counts; 0 when left out
   * @throws DeadlineError with the last line seen; what {@link end} was given when QEMU ends first
   */
  async waitForLine(
    match: RegExp | ((line: ConsoleLine) => boolean),
    wait: WaitOptions & { readonly from?: number | undefined },
  ): Promise<ConsoleLine> {
    const { from = 0 } = wait;
    // A regular expression with the flag g remembers where it stopped; search() does not care.
    const matches = typeof match === 'function' ? match : ({ text }: ConsoleLine) => text.search(match) >= 0;
    const what =
      typeof match === 'function' ? 'a console line' : `a console line that matches ${String(match)}`;
    const seen = () => {
      const [last] = this.tail(1);
      return last === undefined ? 'nothing on the console' : `last on the console: ${last}`;
    };
    return withDeadline(what, { seen, ...wait }, async (signal) => {
      const known = this.#history.find((line) => line.index >= from && matches(line));
      return known ?? this.#nextLine(matches, signal);
    });
  }

  /** Nothing comes any more. @param reason - what those who wait get, unless the machine was asked to stop */
  end(reason?: Error): void {
    if (reason) this.#endReason = reason;
    this.#splitter.end().forEach((line) => this.#add(line));
    this.#lines.complete();
  }

  #nextLine(matches: (line: ConsoleLine) => boolean, signal: AbortSignal): Promise<ConsoleLine> {
    return new Promise((resolve, reject) => {
      const subscription = this.#lines.subscribe({
        next: (line) => {
          if (!matches(line)) return;
          subscription.unsubscribe();
          resolve(line);
        },
        complete: () => reject(this.#endReason),
      });
      signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
    });
  }

  #add(raw: string): void {
    const line = {
      index: this.#count++,
      text: plainText(raw),
      sinceLaunchMs: performance.now() - this.#started,
      at: Date.now(),
    };
    this.#history.push(line);
    // Dropped in one go now and then: taking the first off a long array moves all the others.
    if (this.#history.length > historyLimit * 1.1)
      this.#history.splice(0, this.#history.length - historyLimit);
    this.#lines.next(line);
  }
}
