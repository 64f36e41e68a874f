import { readdir, readFile } from 'node:fs/promises';
import { pause } from '../support/pause.js';
import type { VcpuModel, VmModel } from '../model/index.js';
import type { Vm } from '../vm/index.js';
import { yesNo, type Expectation, type Facts, type Witness } from './witness.js';

/** Milliseconds over which an offline vCPU's thread is watched when it seems busy. */
const watchMs = 1_000;
/** Linux counts a thread's time in ticks of 10 ms (USER_HZ is 100 on every architecture that runs QEMU). */
const msPerTick = 10;
/** The share of a core from which on a thread is busy. A powered-off vCPU's thread sleeps; on a shared core half is much. */
const busyShare = 0.3;

/**
 * The host's kernel: each vCPU has a thread, which sleeps while the vCPU is powered off or the VM is paused. An empty slot
 * has none, whatever QEMU says.
 */
export class HostWitness implements Witness {
  readonly name = 'host';

  constructor(private readonly vm: Vm) {}

  expected({ model }: Expectation): Facts {
    const facts = new Map<string, string>();
    for (const [number, vcpu] of model.vcpus.entries()) {
      facts.set(`vCPU ${number} has a thread`, yesNo(vcpu.present));
      if (vcpu.present && mustSleep(model, vcpu)) facts.set(`the thread of vCPU ${number} burns CPU`, 'no');
    }
    return facts;
  }

  async observe({ model }: Expectation, signal: AbortSignal): Promise<Facts> {
    const { qmp } = this.vm.machine;
    const cpus = await qmp.execute('query-cpus-fast', undefined, { signal });
    const threads = new Map(cpus.map((cpu) => [Number(cpu['cpu-index']), Number(cpu['thread-id'])]));
    const shared = new Set(threads.values()).size < threads.size;
    const leftOver = model.vcpus.every(({ present }) => present)
      ? new Set<number>()
      : await vcpusWithThreads(this.vm.machine.pid);
    const facts = new Map<string, string>();
    for (const [number, vcpu] of model.vcpus.entries()) {
      const thread = threads.get(number);
      const ticks = thread === undefined ? undefined : await threadTicks(thread);
      const isLeftOver = !vcpu.present && leftOver.has(number);
      facts.set(`vCPU ${number} has a thread`, yesNo(ticks !== undefined || isLeftOver));
      if (thread === undefined || !mustSleep(model, vcpu)) continue;
      // With `-accel tcg,thread=single` one thread runs all vCPUs, and tells nothing of a single one.
      const burns = !shared && (await isBusy(thread, signal));
      facts.set(`the thread of vCPU ${number} burns CPU`, yesNo(burns));
    }
    return facts;
  }

  kindOf(): 'state-mismatch' {
    return 'state-mismatch';
  }
}

function mustSleep(model: VmModel, vcpu: VcpuModel): boolean {
  return !vcpu.online || model.runstate === 'paused';
}

/** The vCPUs that a process has threads for, by their names: `CPU 2/TCG`, `CPU 2/KVM` (QEMU with debug-threads=on). */
async function vcpusWithThreads(pid: number): Promise<ReadonlySet<number>> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const names = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/comm`, 'utf8').catch(() => '')),
  );
  return new Set(names.flatMap((name) => /^CPU (\d+)\//.exec(name)?.[1] ?? []).map(Number));
}

/** A short look first: only a thread that is running at this moment is watched for longer. */
async function isBusy(thread: number, signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < 3; look++) {
    if ((await threadState(thread)) !== 'R') return false;
    await pause(5, signal);
  }
  const before = await threadTicks(thread);
  await pause(watchMs, signal);
  const after = await threadTicks(thread);
  if (before === undefined || after === undefined) return false;
  return (after - before) * msPerTick > busyShare * watchMs;
}

/** User and system time of a thread in ticks, fields 14 and 15 of /proc/TID/stat (proc(5)); undefined when it is gone. */
async function threadTicks(thread: number): Promise<number | undefined> {
  const fields = await statFields(thread);
  return fields && Number(fields[11]) + Number(fields[12]);
}

/** `R`unning, `S`leeping, …: field 3. */
async function threadState(thread: number): Promise<string | undefined> {
  return (await statFields(thread))?.[0];
}

/** The fields from the third on: the second, the name, may hold anything. */
async function statFields(thread: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${thread}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}
