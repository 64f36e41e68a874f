import { withDeadline } from '../support/deadline.js';
import type { EventMessage } from './messages.js';

// Between the end of a process's sockets and the moment its parent hears of its death lie microseconds, on a busy host
// milliseconds; those who wait for a reply should not wait much longer than that.
const DEATH_WAIT_MS = 250;

/** What became of the peer, if somebody knows in time. One who fails to tell does not hide that the peer is lost. */
export async function askFor(
  describeDeath: () => string | undefined | Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await withDeadline('what became of the peer', { timeoutMs: DEATH_WAIT_MS }, async () =>
      describeDeath(),
    );
  } catch {
    return undefined;
  }
}

/** The SHUTDOWN event as a part of why the connection is lost soon after it; nothing for any other event. */
export function describeShutdown({ event, data }: EventMessage): string {
  if (event !== 'SHUTDOWN') return '';
  const reason =
    typeof data === 'object' && data !== null && 'reason' in data ? ` (${String(data.reason)})` : '';
  return `, after it had announced its shutdown${reason}`;
}
