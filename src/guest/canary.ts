import type { WaitOptions } from '../support/deadline.js';
import type { CpuNumbers } from './cpu-numbers.js';
import { GuestLoad } from './load.js';
import type { GuestSession } from './session.js';

/** How one vCPU's computation went: `right`, or what went wrong. */
export type CanaryVerdict = string;

/**
 * A load on some vCPUs for the time of one step: processes that compute the same over and over, each pinned to its vCPU, and look
 * at their results. They keep the CPU's registers, integer and floating point, in use while something is done to the VM: whatever
 * changes them shows in a wrong result or a killed process.
 */
export class Canary {
  readonly #load = new GuestLoad('canary');
  #verdicts: ReadonlyMap<number, CanaryVerdict> | undefined;

  private constructor(
    readonly vcpus: readonly number[],
    private readonly cpuOf: CpuNumbers,
  ) {}

  /** Returns when every process computes. @throws DeadlineError, GuestConnectionLostError */
  static async start(
    session: GuestSession,
    vcpus: readonly number[],
    cpuOf: CpuNumbers,
    wait: WaitOptions,
  ): Promise<Canary> {
    const canary = new Canary(vcpus, cpuOf);
    await canary.#load.look(session, vcpus.map(cpuOf), { ...wait, thoroughly: false });
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
    const vcpuOf = new Map(this.vcpus.map((vcpu) => [this.cpuOf(vcpu), vcpu]));
    const parts = [...(await this.#load.end(session, [...vcpuOf.keys()], wait)).values()];
    return new Map(
      parts.flatMap(({ cpu, goesOn, wrong }) => {
        const vcpu = cpu === undefined ? undefined : vcpuOf.get(cpu);
        return vcpu === undefined ? [] : [[vcpu, wrong ?? (goesOn ? 'right' : 'never ended')] as const];
      }),
    );
  }
}
