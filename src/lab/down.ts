import { holdLock } from '../debian/lock.js';
import { localHost } from '../host/index.js';
import { cacheDirectory } from '../image/index.js';
import { CleanUp } from '../support/clean-up.js';
import { until, type WaitOptions } from '../support/deadline.js';
import { DeadlineError, EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { labFolder } from './lab-image.js';
import { lockFile, processStart, readLabState, removeLabState, type LabState } from './state-file.js';

/** Milliseconds for a supervisor to end its machine in order, and for the kernel to have killed both. */
const orderlyMs = 15_000;
const killedMs = 10_000;

/**
 * Ends the lab that is up, and returns when nothing of it is left.
 *
 * @returns whether there was one
 * @throws EnvironmentError when something of it cannot be killed
 */
export async function labDown(
  wait: WaitOptions,
  cache = cacheDirectory(),
): Promise<{ readonly wasUp: boolean }> {
  makeFolder(labFolder(cache), 'VMWRIGHT_CACHE names another place');
  await using cleanUp = new CleanUp();
  cleanUp.use(await holdLock(lockFile(cache), wait));
  const state = readLabState(cache);
  if (!state) {
    // One that was killed may have left its file.
    await removeLabState(cache);
    return { wasUp: false };
  }
  await end(state, wait.signal);
  await removeLabState(cache);
  return { wasUp: true };
}

async function end({ supervisor, qemuPid }: LabState, signal: AbortSignal | undefined): Promise<void> {
  const { pid, startedAt } = supervisor;
  const qemuStart = processStart(qemuPid);
  const isAlive = async () =>
    processStart(qemuPid) === qemuStart && (await localHost.processes.isAlive(qemuPid));
  const isGone = async () => processStart(pid) !== startedAt && !(await isAlive());
  const gone = (timeoutMs: number) =>
    until('the lab to be gone', { timeoutMs, signal, intervalMs: 20 }, async () =>
      (await isGone()) ? true : undefined,
    );
  kill(pid, 'SIGTERM');
  try {
    await gone(orderlyMs);
    return;
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
  }
  // The machine dies with its supervisor, by the kernel's hand.
  kill(pid, 'SIGKILL');
  try {
    await gone(killedMs);
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    throw new EnvironmentError(`the lab cannot be killed: see /proc/${pid}/stack, /proc/${qemuPid}/stack`, {
      cause,
    });
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
