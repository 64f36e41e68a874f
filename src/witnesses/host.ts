import type { HostFiles } from '../host/index.js';
import { pause } from '../support/pause.js';
import { until } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import type { VcpuModel, VmModel } from '../model/index.js';
import type { Vm } from '../vm/index.js';
import { readThread } from './host-thread.js';
import { yesNo, type Expectation, type Facts, type Witness } from './witness.js';

/** Milliseconds over which an offline vCPU's thread is watched when it seems busy. */
const watchMs = 500;
/** The share of the time in which a busy thread wants to run. A powered-off vCPU's thread sleeps. */
const busyShare = 0.5;

/**
 * The host's kernel: each vCPU has a thread, which sleeps while the vCPU is powered off or the VM is paused. An empty slot
 * has none, whatever QEMU says.
 */
export class HostWitness implements Witness {
  readonly name = 'host';
  #model: VmModel | undefined;
  /** The vCPUs that had work at the last look, at another model than the present one. */
  #hadWork: ReadonlySet<number> = new Set();

  constructor(private readonly vm: Vm) {}

  expected({ model }: Expectation): Facts {
    this.#turnTo(model);
    const facts = new Map<string, string>();
    for (const [number, vcpu] of model.vcpus.entries()) {
      facts.set(`vCPU ${number} has a thread`, yesNo(vcpu.present));
      if (!vcpu.present) continue;
      if (mustSleep(model, vcpu)) facts.set(`the thread of vCPU ${number} burns CPU`, 'no');
      if (this.#mustWork(model, number)) facts.set(`the thread of vCPU ${number} works`, 'yes');
    }
    return facts;
  }

  async observe({ model }: Expectation, signal: AbortSignal): Promise<Facts> {
    this.#turnTo(model);
    const { qmp, pid, host } = this.vm.machine;
    const { files } = host;
    const cpus = await qmp.execute('query-cpus-fast', undefined, { signal });
    const threads = new Map(cpus.map((cpu) => [Number(cpu['cpu-index']), Number(cpu['thread-id'])]));
    // With `-accel tcg,thread=single` one thread runs all vCPUs, and tells nothing of a single one.
    const shared = new Set(threads.values()).size < threads.size;
    const leftOver = model.vcpus.every(({ present }) => present)
      ? new Set<number>()
      : await vcpusWithThreads(files, pid);
    const facts = new Map<string, string>();
    for (const [number, vcpu] of model.vcpus.entries()) {
      const thread = threads.get(number);
      const lives = thread !== undefined && (await readThread(files, thread)) !== undefined;
      const isLeftOver = !vcpu.present && leftOver.has(number);
      facts.set(`vCPU ${number} has a thread`, yesNo(lives || isLeftOver));
      if (!lives) continue;
      if (mustSleep(model, vcpu)) {
        facts.set(
          `the thread of vCPU ${number} burns CPU`,
          yesNo(!shared && (await isBusy(files, thread, signal))),
        );
      }
      if (this.#mustWork(model, number)) {
        const works = shared || (await comesToRun(files, thread, this.vm.patienceMs, signal));
        facts.set(`the thread of vCPU ${number} works`, yesNo(works));
      }
    }
    return facts;
  }

  kindOf(fact: string): ReturnType<Witness['kindOf']> {
    return fact.endsWith('works') ? 'cpu-dead' : 'state-mismatch';
  }

  #turnTo(model: VmModel): void {
    if (this.#model === model) return;
    const before = this.#model;
    this.#hadWork = new Set(before?.vcpus.flatMap((vcpu, number) => (hasWork(before, vcpu) ? [number] : [])));
    this.#model = model;
  }

  /** One that has only just come online is put to work later. */
  #mustWork(model: VmModel, number: number): boolean {
    const vcpu = model.vcpus[number];
    const works = vcpu !== undefined && hasWork(model, vcpu) && model.runstate === 'running';
    return works && this.#hadWork.has(number);
  }
}

function hasWork(model: VmModel, vcpu: VcpuModel): boolean {
  return vcpu.online && model.loads.includes('cpus');
}

function mustSleep(model: VmModel, vcpu: VcpuModel): boolean {
  return !vcpu.online || model.runstate !== 'running';
}

/** The vCPUs that a process has threads for, by their names: `CPU 2/TCG`, `CPU 2/KVM` (QEMU with debug-threads=on). */
async function vcpusWithThreads(files: HostFiles, pid: number): Promise<ReadonlySet<number>> {
  const threads = await files.list(`/proc/${pid}/task`);
  const names = await Promise.all(
    threads.map((thread) => files.readText(`/proc/${pid}/task/${thread}/comm`)),
  );
  return new Set(names.flatMap((name) => /^CPU (\d+)\//.exec(name ?? '')?.[1] ?? []).map(Number));
}

/** A short look first: only a thread that wants to run at this moment is watched for longer. */
async function isBusy(files: HostFiles, thread: number, signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < 3; look++) {
    if ((await readThread(files, thread))?.state !== 'R') return false;
    await pause(5, signal);
  }
  const before = await readThread(files, thread);
  const started = performance.now();
  await pause(watchMs, signal);
  const after = await readThread(files, thread);
  if (!before || !after) return false;
  return after.wantedMs - before.wantedMs > busyShare * (performance.now() - started);
}

/** Whether it gets any time at all: on a host with much to do, that may take a while. */
async function comesToRun(
  files: HostFiles,
  thread: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const before = await readThread(files, thread);
  const wait = { timeoutMs, signal, intervalMs: 5 };
  try {
    await until("a vCPU's thread to run", wait, async () => {
      const now = await readThread(files, thread);
      return now && before && now.ranMs > before.ranMs + leastWorkMs ? true : undefined;
    });
    return true;
  } catch (error) {
    if (error instanceof DeadlineError) return false;
    throw error;
  }
}

/** Milliseconds of work that no housekeeping of a guest takes at once. */
const leastWorkMs = 10;
