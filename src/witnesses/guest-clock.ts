import { formatSeconds } from '../support/errors.js';

/** A look at the guest's uptime. */
export interface ClockReading {
  /** Which boot it belongs to. */
  readonly boot: number;
  readonly uptimeMs: number;
  /** When it was asked for and when it was there, in milliseconds by the host's clock (`performance.now()`). */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** For how long the VM has been paused until then, in milliseconds, over all of its life. */
  readonly pausedMs: number;
}

const inStep = 'in step with the host';

/**
 * Compares the guest's uptime with the host's clock, between two looks and since the first look at a boot. While a VM is paused
 * its clock stands still: QEMU's virtual clock does (cpu_disable_ticks), and with KVM that of the vCPUs is put back. While
 * it runs its clock goes on even when the host gives it no time at all, so both directions can be held to the host's clock.
 */
export class GuestClock {
  #first: ClockReading | undefined;
  #last: ClockReading | undefined;

  /**
   * @param slackMs - milliseconds by which a healthy guest may seem off
   * @param slackShare - and this share of the time that went by: a guest measures its clock as it boots
   */
  constructor(
    private readonly slackMs = 500,
    private readonly slackShare = 0.03,
  ) {}

  /**
   * @param sinceStartMs - milliseconds on the host since the boot was started: the uptime cannot be more
   */
  read(reading: ClockReading, sinceStartMs: number): string {
    const { boot, uptimeMs } = reading;
    if (this.#last?.boot !== boot) this.#first = undefined;
    const last = this.#first && this.#last;
    const first = this.#first;
    this.#first ??= reading;
    this.#last = reading;
    if (last && uptimeMs < last.uptimeMs) return `went back by ${formatSeconds(last.uptimeMs - uptimeMs)}`;
    const ahead = uptimeMs - sinceStartMs;
    if (ahead > this.#slack(sinceStartMs) + bootSlackMs)
      return `ahead of the host by ${formatSeconds(ahead)}`;
    const offs = [last, first].map((earlier) => (earlier ? this.#compare(earlier, reading) : inStep));
    return offs.find((off) => off !== inStep) ?? inStep;
  }

  #compare(earlier: ClockReading, later: ClockReading): string {
    const paused = later.pausedMs - earlier.pausedMs;
    const most = later.answeredAt - earlier.askedAt - paused;
    const least = later.askedAt - earlier.answeredAt - paused;
    const passed = later.uptimeMs - earlier.uptimeMs;
    const slack = this.#slack(most);
    const told = (off: number) => `by ${formatSeconds(off)} in ${formatSeconds((most + least) / 2)}`;
    if (passed > most + slack) return `ahead of the host ${told(passed - most)}`;
    if (passed < least - slack) return `behind the host ${told(least - passed)}`;
    return inStep;
  }

  #slack(ms: number): number {
    return this.slackMs + this.slackShare * ms;
  }
}

/** Milliseconds by which the uptime may be ahead of what is known of a boot's beginning. */
const bootSlackMs = 1_500;
