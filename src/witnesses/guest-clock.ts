import { formatSeconds } from '../support/errors.js';

/** Milliseconds by which a healthy guest's uptime may seem ahead: it is read later than the host's clock. */
const slackMs = 2_000;

/**
 * Compares the guest's uptime with the host's clock. A guest may fall behind, when it is paused, saved or starved; it may
 * never go back, nor be ahead of the time since its boot was started.
 */
export class GuestClock {
  #boot = 0;
  #uptimeMs = 0;

  /**
   * @param boot - which boot the uptime belongs to
   * @param sinceStartMs - milliseconds on the host since that boot was started
   */
  read(boot: number, uptimeMs: number, sinceStartMs: number): string {
    const before = boot === this.#boot ? this.#uptimeMs : 0;
    this.#boot = boot;
    this.#uptimeMs = uptimeMs;
    if (uptimeMs < before) return `went back by ${formatSeconds(before - uptimeMs)}`;
    const ahead = uptimeMs - sinceStartMs;
    return ahead > slackMs ? `ahead of the host by ${formatSeconds(ahead)}` : 'in step with the host';
  }
}
