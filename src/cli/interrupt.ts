import { constants } from 'node:os';
import { VmwrightError } from '../support/errors.js';
import { say } from './streams.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type InterruptSignal = (typeof signals)[number];

/**
 * Milliseconds within which further signals belong to the first: at a terminal, npm gets the Ctrl-C as well, and passes
 * it on to its child, which then sees two.
 */
const sameKeyPressMs = 500;

/** Somebody asked this process to end. The reason of the signal that every command gets. */
export class Interrupted extends VmwrightError {
  constructor(readonly by: InterruptSignal) {
    super(`interrupted by ${by}`);
  }

  /** As a shell has it: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP. */
  get exitStatus(): number {
    return 128 + constants.signals[this.by];
  }
}

/** The first interruption aborts the signal, so that everything ends in order; a second one ends this process at once. */
export class Interrupt implements Disposable {
  readonly #controller = new AbortController();
  readonly #handlers = signals.map((name) => [name, () => this.#receive(name)] as const);
  #firstAt: number | undefined;

  constructor() {
    for (const [name, handler] of this.#handlers) process.on(name, handler);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What the process must exit with, when it was interrupted. */
  get exitStatus(): number | undefined {
    return this.signal.reason instanceof Interrupted ? this.signal.reason.exitStatus : undefined;
  }

  #receive(name: InterruptSignal): void {
    const now = performance.now();
    this.#firstAt ??= now;
    if (!this.signal.aborted) {
      say(`${name}: ending in order; once more ends at once`);
      this.#controller.abort(new Interrupted(name));
    } else if (now - this.#firstAt > sameKeyPressMs) {
      // QEMU does not outlive this process: the kernel sees to it.
      process.exit(this.exitStatus);
    }
  }

  [Symbol.dispose](): void {
    for (const [name, handler] of this.#handlers) process.off(name, handler);
  }
}
