import type { HostFiles } from '../host/index.js';

/** What the host's kernel says of a thread. */
export interface ThreadSight {
  /** `R`unning or waiting for a core, `S`leeping, …: field 3 of /proc/TID/stat (proc(5)). */
  readonly state: string;
  /** Milliseconds that it ran for, since its start. */
  readonly ranMs: number;
  /** Milliseconds that it wanted to run for: it ran, or waited for a core that others had. As much as it ran where that is unknown. */
  readonly wantedMs: number;
}

/** Linux counts a thread's time in ticks of 10 ms (USER_HZ is 100 on every architecture that runs QEMU). */
const msPerTick = 10;

/** Undefined when there is no such thread. */
export async function readThread(files: HostFiles, thread: number): Promise<ThreadSight | undefined> {
  const [stat, schedule = '0 0 0'] = await Promise.all([
    files.readText(`/proc/${thread}/stat`),
    // Nanoseconds on a core and in its queue (Documentation/scheduler/sched-stats.rst); not every kernel has it.
    files.readText(`/proc/${thread}/schedstat`),
  ]);
  if (stat === undefined) return undefined;
  // The fields from the third on: the second, the name, may hold anything. User and system time are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksMs = (Number(fields[11]) + Number(fields[12])) * msPerTick;
  const state = fields[0] ?? '';
  const [ran = 0, waited = 0] = schedule.split(' ').map((ns) => Number(ns) / 1e6);
  return ran > 0
    ? { state, ranMs: ran, wantedMs: ran + waited }
    : { state, ranMs: ticksMs, wantedMs: ticksMs };
}
