import { localHost } from '../host/index.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { pause } from '../support/pause.js';

/** So long nothing was done. Milliseconds. */
const idleMs = 150;
/** Of a hundredth of a second each (USER_HZ): what an idle machine's QEMU takes in that time. */
const idleTicks = 1;

/**
 * Waits until the machine in a QEMU has nothing to do.
 *
 * @throws DeadlineError when it always has; the signal's reason
 */
export async function untilIdle(pid: number, wait: WaitOptions): Promise<void> {
  await withDeadline('the machine to be idle', wait, async (signal) => {
    for (let before = -Infinity; ;) {
      const now = await ticksOf(pid);
      if (now - before <= idleTicks) return;
      before = now;
      await pause(idleMs, signal);
    }
  });
}

/** Processor time of a process, utime and stime of proc(5). */
async function ticksOf(pid: number): Promise<number> {
  const stat = (await localHost.files.readText(`/proc/${pid}/stat`)) ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
