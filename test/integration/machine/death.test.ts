import { expect } from 'chai';
import { deathFinding } from '../../../src/machine/index.js';
import { EnvironmentError } from '../../../src/support/errors.js';
import { FindingError } from '../../../src/support/finding.js';
import { TinyMachines } from './tiny-machine.js';

const wait = { timeoutMs: 30_000 };

describe('the death of a machine', () => {
  let machines: TinyMachines;
  beforeEach(() => (machines = new TinyMachines()));
  afterEach(() => machines[Symbol.asyncDispose]());

  for (const signal of ['SIGSEGV', 'SIGABRT', 'SIGKILL'] as const) {
    it(`is told at once after ${signal}, to whoever waits for anything`, async () => {
      const machine = await machines.launch();
      await machine.console.waitForLine(/hello/, wait);
      process.kill(machine.pid, 'SIGSTOP');
      const call = machine.qmp.execute('query-status').catch((error: unknown) => error);
      const line = machine.console.waitForLine(/never/, wait).catch((error: unknown) => error);
      const started = performance.now();
      process.kill(machine.pid, signal);
      if (signal !== 'SIGKILL') process.kill(machine.pid, 'SIGCONT');
      const death = await machine.died;
      expect(death).to.include({ pid: machine.pid, signal, exitCode: null, asked: false });
      expect(await call)
        .to.be.instanceOf(Error)
        .and.have.property('message')
        .that.includes(signal);
      expect(await line)
        .to.have.property('message')
        .that.includes(signal);
      // SIGSEGV and SIGABRT may write a core dump first.
      expect(performance.now() - started).to.be.below(signal === 'SIGKILL' ? 1_000 : 10_000);
    });
  }

  it('is a crash with a signature, with the exit code of a wrapper script too', async () => {
    const wrapper = machines.script(
      '#!/bin/sh',
      `${machines.spec().qemu} "$@"`,
      'status=$?',
      `echo "qemu-system-aarch64: ../hw/arm/virt.c:123: virt_init: Assertion \\\`vms' failed." >&2`,
      'exit $status',
    );
    const machine = await machines.launch({ qemu: wrapper });
    process.kill(machine.pid, 'SIGABRT');
    const death = await machine.died;
    expect(death.signal).to.equal('SIGABRT');
    const error = deathFinding(death, 'during reset');
    expect(error).to.be.instanceOf(FindingError).and.have.property('finding').that.includes({
      kind: 'qemu-crash',
      signature: 'hw/arm/virt.c: vms',
    });
  });

  it('is told when a wrapper script lives on', async () => {
    const wrapper = machines.script('#!/bin/sh', `${machines.spec().qemu} "$@"`, 'sleep 1000');
    const machine = await machines.launch({ qemu: wrapper });
    process.kill(machine.pid, 'SIGSEGV');
    expect(await machine.died).to.include({ signal: null, exitCode: null, asked: false });
  });

  it('is no finding when somebody else ended QEMU', async () => {
    const machine = await machines.launch();
    process.kill(machine.pid, 'SIGTERM');
    const death = await machine.died;
    expect(death).to.include({ exitCode: 0, asked: false });
    expect(deathFinding(death))
      .to.be.instanceOf(EnvironmentError)
      .and.have.property('message')
      .that.includes('signal 15');
  });

  it('is a finding when QEMU ended by itself', async () => {
    const machine = await machines.launch();
    await machine.qmp.execute('quit');
    const death = await machine.died;
    expect(death).to.include({ exitCode: 0, asked: false });
    expect(deathFinding(death)).to.have.nested.property('finding.signature', 'exit 0');
  });
});
