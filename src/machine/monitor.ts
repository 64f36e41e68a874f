import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedProcess, Host, MonitorAddress } from '../host/index.js';
import { connectMonitor } from '../qemu/index.js';
import type { QmpClient, QmpOptions } from '../qmp/index.js';
import { DeadlineError } from '../support/errors.js';
import { Death } from './death.js';
import { launchFailure } from './launch-failure.js';
import type { StderrLog } from './stderr-log.js';

/** A QEMU that closes its monitor while it starts is about to end; its own words say more than the lost connection. */
const lastWordsBudgetMs = 1_000;

interface MonitorOptions {
  /** The executable's path, for messages. */
  readonly qemu: string;
  readonly host: Host;
  /** Where QEMU listens for QMP. */
  readonly address: MonitorAddress;
  readonly process: GuardedProcess;
  readonly stderr: StderrLog;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly transcript: QmpOptions['transcript'];
  readonly interpose: ((monitor: Duplex) => Duplex) | undefined;
}

/**
 * Connects to the monitor of a QEMU that was just started.
 *
 * @throws what {@link launchFailure} makes of it when QEMU ends in place of answering; DeadlineError when the time is up
 */
export async function openMonitor(options: MonitorOptions): Promise<QmpClient> {
  const { qemu, host, address, process, stderr, timeoutMs, signal, transcript, interpose } = options;
  const death = process.ended.then((end) => new Death(process.pid, end, undefined, stderr.tail));
  const dead = new AbortController();
  void death.then((found) => dead.abort(launchFailure(qemu, found)));
  const describeDeath = () => death.then((found) => found.describe());
  const wait = {
    timeoutMs,
    signal: signal ? AbortSignal.any([signal, dead.signal]) : dead.signal,
    seen: () => stderr.tail.at(-1) ?? 'a process that lives and says nothing',
  };
  try {
    const name = `QEMU (pid ${process.pid})`;
    return await connectMonitor(host, address, wait, { name, transcript, describeDeath, interpose });
  } catch (error) {
    if (!(error instanceof DeadlineError))
      await Promise.race([death, sleep(lastWordsBudgetMs, undefined, { ref: false })]);
    if (signal?.aborted !== true) dead.signal.throwIfAborted();
    throw error;
  }
}
