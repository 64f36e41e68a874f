import type { Duplex } from 'node:stream';
import { NobodyListensError, type Host, type MonitorAddress, type PrivateDirectory } from '../host/index.js';
import { QmpClient, type QmpOptions } from '../qmp/index.js';
import { until, type WaitOptions } from '../support/deadline.js';

/** Where a QEMU whose directory this is opens its monitor, as far as that has to be made before it starts. */
export async function monitorIn(directory: PrivateDirectory, host: Host): Promise<MonitorAddress> {
  if (host.monitors === 'socket') return { path: directory.file('qmp.sock') };
  const pipes = directory.file('qmp');
  await Promise.all([host.files.makePipe(`${pipes}.in`), host.files.makePipe(`${pipes}.out`)]);
  return { pipes };
}

/**
 * Connects to the monitor of a QEMU that was just started: as soon as its socket is there, and listens, which it does a
 * moment later.
 *
 * @param options - `interpose`: puts something between the monitor and its client
 * @throws DeadlineError when there is none in time; as QmpClient.over and Host.connect
 */
export async function connectMonitor(
  host: Host,
  address: MonitorAddress,
  wait: WaitOptions,
  options: QmpOptions & { readonly interpose?: ((monitor: Duplex) => Duplex) | undefined },
): Promise<QmpClient> {
  const place = 'path' in address ? address.path : `${address.pipes}.out`;
  return until(`a QMP monitor at ${place}`, { ...wait, intervalMs: 5 }, async (signal) => {
    try {
      const monitor = await host.connect(address, signal);
      const stream = options.interpose?.(monitor) ?? monitor;
      return await QmpClient.over(stream, { ...options, timeoutMs: wait.timeoutMs, signal });
    } catch (error) {
      if (error instanceof NobodyListensError && !signal.aborted) return undefined;
      throw error;
    }
  });
}
