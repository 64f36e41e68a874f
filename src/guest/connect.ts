import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { describeError } from '../support/errors.js';
import { GuestConnectionLostError } from './errors.js';
import { attempt, SilentGuestError, type Connection, type GuestTarget } from './handshake.js';

/**
 * Connects and logs in, and tries again while nobody answers.
 *
 * @throws DeadlineError when the guest has not answered in time, with what was seen last; the signal's reason
 * @throws GuestKeyError, GuestHostKeyError, GuestLoginRefusedError at once
 */
export async function connect(target: GuestTarget, options: WaitOptions): Promise<Connection> {
  let last: unknown;
  const seen = () => (last === undefined ? options.seen?.() : describeError(last));
  const what = `SSH at ${target.host}:${target.port}`;
  return withDeadline(what, { ...options, seen }, async (signal) => {
    for (let patienceMs = 1000; ;) {
      try {
        return await attempt(target, patienceMs, signal);
      } catch (error) {
        if (!(error instanceof GuestConnectionLostError)) throw error;
        last = error;
        // A slow guest may need longer for its first word.
        if (error instanceof SilentGuestError) patienceMs *= 2;
        await sleep(10, undefined, { signal });
      }
    }
  });
}
