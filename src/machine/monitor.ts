import { setTimeout as sleep } from 'node:timers/promises';
import { waitForSocket, type GuardedProcess } from '../host/index.js';
import { QmpClient, type QmpOptions } from '../qmp/index.js';
import { withDeadline } from '../support/deadline.js';
import { Death } from './death.js';
import { launchFailure } from './launch-failure.js';
import type { StderrLog } from './stderr-log.js';

/** A QEMU that closes its monitor while it starts is about to end; its own words say more than the lost connection. */
const lastWordsBudgetMs = 1_000;

interface MonitorOptions {
  /** QEMU's QMP socket. */
  readonly path: string;
  readonly process: GuardedProcess;
  readonly stderr: StderrLog;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly transcript: QmpOptions['transcript'];
}

/**
 * Connects to the monitor of a QEMU that was just started.
 *
 * @throws what {@link launchFailure} makes of it when QEMU ends in place of answering; DeadlineError when the time is up
 */
export async function openMonitor(options: MonitorOptions): Promise<QmpClient> {
  const { path, process, stderr, timeoutMs, signal, transcript } = options;
  const death = process.ended.then((end) => new Death(process.pid, end, false, stderr.tail));
  const dead = new AbortController();
  void death.then((found) => dead.abort(launchFailure(found)));
  const describeDeath = () => death.then((found) => found.describe());
  const wait = {
    timeoutMs,
    signal: signal ? AbortSignal.any([signal, dead.signal]) : dead.signal,
    seen: () => stderr.tail.at(-1) ?? 'a process that lives and says nothing',
  };
  return withDeadline(`QEMU (pid ${process.pid}) to answer QMP`, wait, async (ended) => {
    const within = { timeoutMs, signal: ended };
    await waitForSocket(path, within);
    try {
      return await QmpClient.connect(
        { path },
        { ...within, transcript, name: `QEMU (pid ${process.pid})`, describeDeath },
      );
    } catch (error) {
      await sleep(lastWordsBudgetMs, undefined, { signal: ended });
      throw error;
    }
  });
}
