import { existsSync } from 'node:fs';
import { QmpClient, QmpConnectError, type QmpOptions } from '../qmp/index.js';
import { until, type WaitOptions } from '../support/deadline.js';

/**
 * Connects to the monitor of a QEMU that was just started: as soon as its socket is there, and listens, which it does a
 * moment later.
 *
 * @throws DeadlineError when there is none in time; as QmpClient.connect
 */
export async function connectMonitor(
  path: string,
  wait: WaitOptions,
  options: QmpOptions,
): Promise<QmpClient> {
  return until(`a QMP monitor at ${path}`, { ...wait, intervalMs: 5 }, async (signal) => {
    if (!existsSync(path)) return undefined;
    try {
      return await QmpClient.connect({ path }, { ...options, timeoutMs: wait.timeoutMs, signal });
    } catch (error) {
      if (error instanceof QmpConnectError && !signal.aborted) return undefined;
      throw error;
    }
  });
}
