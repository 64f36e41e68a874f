import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { localHost } from '../../../src/host/index.js';
import { noEvents, notLaunched, withVcpu, type VmModel } from '../../../src/model/index.js';
import { until } from '../../../src/support/deadline.js';
import type { Vm } from '../../../src/vm/index.js';
import type { Expectation, Witness } from '../../../src/witnesses/index.js';
import { HostWitness } from '../../../src/witnesses/host.js';

const never = new AbortController().signal;

/** Processes in place of a QEMU's threads: the kernel tells the same of both. */
describe('HostWitness', function () {
  this.timeout(60_000);
  const processes: ChildProcess[] = [];
  afterEach(() => processes.splice(0).forEach((child) => child.kill('SIGKILL')));

  async function start(script: string): Promise<number> {
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    processes.push(child);
    await once(child.stdout, 'data');
    return child.pid ?? 0;
  }
  const spinner = () => start("console.log('up'); for (;;);");
  const sleeper = () => start("console.log('up'); setTimeout(() => {}, 1e9)");

  /** Two vCPUs, the second powered off, with these threads. */
  function witnessOf(...threads: number[]): Witness {
    const cpus = threads.map((thread, index) => ({ 'cpu-index': index, 'thread-id': thread }));
    const qmp = { execute: () => Promise.resolve(cpus) };
    return new HostWitness({ machine: { qmp, host: localHost } } as unknown as Vm);
  }
  function expectation(runstate: VmModel['runstate'] = 'running'): Expectation {
    const shape = { arch: 'aarch64', vcpus: 2, ramMib: 64 } as const;
    const first = withVcpu({ ...notLaunched(shape), runstate }, 0, { present: true, online: true });
    return { model: withVcpu(first, 1, { present: true }), events: noEvents, since: 0, stream: undefined };
  }

  it('accepts a busy thread of an online vCPU, and a sleeping one of an offline vCPU', async () => {
    const witness = witnessOf(await spinner(), await sleeper());
    const expected = witness.expected(expectation());
    expect(await witness.observe(expectation(), never)).to.deep.equal(expected);
    expect(expected).to.deep.equal(
      new Map([
        ['vCPU 0 has a thread', 'yes'],
        ['vCPU 1 has a thread', 'yes'],
        ['the thread of vCPU 1 burns CPU', 'no'],
      ]),
    );
  });

  it('catches the thread of an offline vCPU that burns CPU', async () => {
    const witness = witnessOf(await sleeper(), await spinner());
    // On a host with more to do than cores, it may get too little of them at first.
    await until('the thread to be caught', { timeoutMs: 50_000 }, async () => {
      const facts = await witness.observe(expectation(), never);
      return facts.get('the thread of vCPU 1 burns CPU') === 'yes' ? true : undefined;
    });
  });

  it('wants every thread asleep while the VM is paused', () => {
    expect(witnessOf().expected(expectation('paused')).get('the thread of vCPU 0 burns CPU')).to.equal('no');
  });

  it('misses a thread that is gone, and one that QEMU does not name', async () => {
    const gone = await sleeper();
    const [child] = processes;
    child?.kill('SIGKILL');
    if (child) await once(child, 'exit');
    const facts = await witnessOf(gone).observe(expectation(), never);
    expect(facts.get('vCPU 0 has a thread')).to.equal('no');
    expect(facts.get('vCPU 1 has a thread')).to.equal('no');
  });

  it('says nothing of one vCPU where one thread runs them all', async () => {
    const shared = await spinner();
    const facts = await witnessOf(shared, shared).observe(expectation(), never);
    expect(facts.get('the thread of vCPU 1 burns CPU')).to.equal('no');
  });
});
