import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { processesOf, untilGone } from './gone.js';
import { TinyMachines } from './tiny-machine.js';

describe('a machine whose vmwright is killed', () => {
  let machines: TinyMachines;
  beforeEach(() => (machines = new TinyMachines()));
  afterEach(() => machines[Symbol.asyncDispose]());

  async function killVmwright(qemu: string, freeze = false): Promise<void> {
    const fixture = new URL('fixtures/launch-and-wait.ts', import.meta.url).pathname;
    const vmwright = spawn(process.execPath, ['--import', 'tsx', fixture, qemu, machines.files.kernel], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(vmwright.stdout, 'data')) as [Buffer];
    const { directory, pid } = JSON.parse(line.toString()) as { directory: string; pid: number };
    expect(processesOf(directory)).to.include(pid);
    if (freeze) process.kill(pid, 'SIGSTOP');
    vmwright.kill('SIGKILL');
    await untilGone(directory);
  }

  it('is gone, with its directory', async () => {
    await killVmwright(machines.spec().qemu);
  });

  it('is gone when a wrapper script runs QEMU as its child', async () => {
    await killVmwright(machines.script('#!/bin/sh', `${machines.spec().qemu} "$@"`, 'exit $?'));
  });

  it('is gone when a wrapper script runs QEMU in a session of its own', async () => {
    await killVmwright(machines.script('#!/bin/sh', `setsid --wait ${machines.spec().qemu} "$@"`, 'exit $?'));
  });

  it('is gone when it is frozen', async () => {
    await killVmwright(machines.spec().qemu, true);
  });
});
