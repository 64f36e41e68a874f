import type { EnvironmentError } from '../support/errors.js';
import type { FindingError } from '../support/finding.js';

/** A finding, or news from the host that explains what follows: QEMU was killed for want of memory. */
export type TroubleReason = FindingError | EnvironmentError;

/**
 * The first thing that went wrong with a VM outside of any command: its QEMU died, its guest panicked, it reset by
 * itself. Whoever waits for something of the VM passes `signal`, and is told at once.
 */
export class Trouble {
  readonly #controller = new AbortController();

  /** Aborts with the {@link reason}. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): TroubleReason | undefined {
    return this.signal.reason as TroubleReason | undefined;
  }

  /** The first report wins: what follows is most often its consequence. */
  report(reason: TroubleReason): void {
    if (!this.signal.aborted) this.#controller.abort(reason);
  }
}
