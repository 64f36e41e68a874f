import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedProcess, Host, ProcessEnd } from '../host/index.js';
import type { QmpClient } from '../qmp/index.js';

/** A wrapper script has this long to end after the QEMU that it ran. */
const wrapperBudgetMs = 1_000;

/**
 * Settles when QEMU has ended. Where a wrapper script runs it as its child, the child's end is seen by its monitor
 * closing, and what the script makes of it by the script's own end.
 */
export async function endOfQemu(
  host: Host,
  process: GuardedProcess,
  pid: number,
  qmp: QmpClient,
): Promise<ProcessEnd> {
  if (pid === process.pid) return process.ended;
  return Promise.race([process.ended, endOfChild(host, process, pid, qmp)]);
}

async function endOfChild(
  { processes }: Host,
  process: GuardedProcess,
  pid: number,
  qmp: QmpClient,
): Promise<ProcessEnd> {
  await qmp.closed;
  const lives = () => processes.isAlive(pid).catch(() => false);
  while (await lives()) await sleep(20, undefined, { ref: false });
  const untold = { exitCode: null, signal: null };
  return Promise.race([process.ended, sleep(wrapperBudgetMs, untold, { ref: false })]);
}
