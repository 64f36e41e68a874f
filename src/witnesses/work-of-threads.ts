import { VmwrightError } from '../support/errors.js';
import { pause } from '../support/pause.js';
import type { Vm } from '../vm/index.js';
import { readThread } from './host-thread.js';

/** Milliseconds over which the threads are watched. */
const watchMs = 500;

/**
 * What the host's kernel sees each vCPU's thread do, as lines for people who wonder why a guest does not answer: one that waits
 * for an interrupt which got lost sleeps, one that waits for another vCPU burns CPU.
 *
 * @returns nothing when QEMU does not answer, or one thread runs all vCPUs (`-accel tcg,thread=single`)
 */
export async function workOfThreads(vm: Vm, signal: AbortSignal): Promise<string[]> {
  try {
    const { qmp, host } = vm.machine;
    const cpus = await qmp.execute('query-cpus-fast', undefined, { signal });
    const threads = cpus.map((cpu) => Number(cpu['thread-id']));
    if (new Set(threads).size < threads.length) return [];
    const look = () => Promise.all(threads.map((thread) => readThread(host.files, thread)));
    const [before, started] = [await look(), performance.now()];
    await pause(watchMs, signal);
    const [after, ms] = [await look(), Math.round(performance.now() - started)];
    return cpus.map((cpu, index) => {
      const name = `host: the thread of vCPU ${String(cpu['cpu-index'])}`;
      const [was, is] = [before[index], after[index]];
      if (!was || !is) return `${name} is gone`;
      return `${name} wanted to run for ${Math.round(is.wantedMs - was.wantedMs)} of ${ms} ms`;
    });
  } catch (error) {
    if (error instanceof VmwrightError && !signal.aborted) return [];
    throw error;
  }
}
