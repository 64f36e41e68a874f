import type { WaitOptions } from '../support/deadline.js';
import { GuestLoad } from './load.js';
import type { GuestSession } from './session.js';

/** How one CPU's computation went: `right`, or what went wrong. */
export type CanaryVerdict = string;

/**
 * A load on some CPUs for the time of one step: processes that compute the same over and over, each pinned to its CPU, and look
 * at their results. They keep the CPU's registers, integer and floating point, in use while something is done to the VM: whatever
 * changes them shows in a wrong result or a killed process.
 */
export class Canary {
  readonly #load = new GuestLoad('canary');
  #verdicts: ReadonlyMap<number, CanaryVerdict> | undefined;

  private constructor(readonly cpus: readonly number[]) {}

  /** Returns when every process computes. @throws DeadlineError, GuestConnectionLostError */
  static async start(session: GuestSession, cpus: readonly number[], wait: WaitOptions): Promise<Canary> {
    const canary = new Canary(cpus);
    await canary.#load.look(session, cpus, { ...wait, thoroughly: false });
    return canary;
  }

  /**
   * Sees that the computations go on, ends them and tells how they went; the same answer when asked again. A process that does
   * not go on or end keeps the verdict `never ended`.
   *
   * @throws GuestConnectionLostError
   */
  async end(session: GuestSession, wait: WaitOptions): Promise<ReadonlyMap<number, CanaryVerdict>> {
    this.#verdicts ??= await this.#collect(session, wait);
    return this.#verdicts;
  }

  async #collect(session: GuestSession, wait: WaitOptions): Promise<ReadonlyMap<number, CanaryVerdict>> {
    const parts = [...(await this.#load.end(session, this.cpus, wait)).values()];
    return new Map(
      parts.flatMap(({ cpu, goesOn, wrong }) =>
        cpu === undefined ? [] : [[cpu, wrong ?? (goesOn ? 'right' : 'never ended')] as const],
      ),
    );
  }
}
