import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { localHost } from '../../../src/host/index.js';
import { connectMonitor } from '../../../src/qemu/index.js';
import { until } from '../../../src/support/deadline.js';
import { isGone } from './gone.js';
import { TinyMachines } from './tiny-machine.js';

const wait = { timeoutMs: 30_000 };

describe('launch', () => {
  let machines: TinyMachines;
  beforeEach(() => (machines = new TinyMachines()));
  afterEach(() => machines[Symbol.asyncDispose]());

  it('gives a machine whose monitor answers and whose console is heard from its first line on', async () => {
    const machine = await machines.launch();
    expect((await machine.qmp.execute('query-status')).running).to.equal(true);
    const line = await machine.console.waitForLine(/hello/, wait);
    expect(line).to.include({ index: 0, text: 'hello from the guest' });
    expect(line.sinceLaunchMs).to.be.within(0, wait.timeoutMs);
  });

  it('passes on what is typed at the console', async () => {
    const machine = await machines.launch();
    await machine.console.waitForLine(/hello/, wait);
    machine.console.input.write('ping\n');
    await machine.console.waitForLine(/^ping$/, wait);
  });

  it('keeps its files where only this user can look', async () => {
    const machine = await machines.launch();
    expect(statSync(machine.directory).mode & 0o777).to.equal(0o700);
    expect(Buffer.byteLength(join(machine.directory, 'qmp.sock'))).to.be.at.most(107);
  });

  it("tells the port that QEMU chose for the guest's SSH", async () => {
    const [one, other] = await Promise.all([machines.launch(), machines.launch()]);
    const ports = await Promise.all([one.sshPort(), other.sshPort()]);
    expect(ports[0]).to.not.equal(ports[1]);
    for (const port of ports) {
      const socket = createConnection(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.destroy();
    }
  });

  it('waits for a migration when told to', async () => {
    const machine = await machines.launch({ incoming: true });
    expect((await machine.qmp.execute('query-status')).status).to.equal('inmigrate');
  });

  it('records a command line that starts the same machine in a shell', async () => {
    const machine = await machines.launch({ append: `it's "quoted" $HOME` });
    await machine.stop();
    const shell = spawn('/bin/sh', ['-c', machine.commandLine], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await once(shell.stdout, 'data');
      const path = join(machine.directory, 'qmp.sock');
      await using qmp = await connectMonitor(localHost, { path }, wait, {});
      await qmp.execute('quit');
      await once(shell, 'exit');
    } finally {
      shell.kill('SIGKILL');
      spawn('rm', ['-rf', machine.directory]);
    }
  });

  it('writes what happens to the logs as it happens', async () => {
    const directory = join(machines.files.path, 'logs', 'deeper');
    const machine = await machines.launch({}, { logs: { directory, name: 'source' } });
    await machine.qmp.execute('query-status');
    await machine.console.waitForLine(/hello/, wait);
    const log = (end: string) => readFileSync(join(directory, `source.${end}`), 'utf8');
    expect(log('console.log')).to.equal('hello from the guest\n');
    const [line] = machine.console.history;
    expect(JSON.parse(log('console.jsonl'))).to.include({ atMs: line?.at, text: 'hello from the guest' });
    const transcript = log('qmp.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(transcript[0]).to.have.nested.property('message.QMP.version');
    expect(
      transcript.find(
        ({ direction, message }) => direction === 'sent' && JSON.stringify(message).includes('query-status'),
      ),
    ).to.exist;
    expect(statSync(join(directory, 'source.command.sh')).mode & 0o100).to.not.equal(0);
    process.kill(machine.pid, 'SIGTERM');
    await machine.died;
    expect(log('stderr.log')).to.include('terminating on signal 15');
  });

  it("runs QEMU through wrapper scripts, and knows QEMU's own process", async () => {
    const { qemu } = machines.spec();
    const wrappers = {
      exec: ['#!/bin/sh', `exec env X=1 ${qemu} "$@"`],
      child: ['#!/bin/sh', 'echo noise; echo noise >&2', `${qemu} "$@"`],
      'own session': [
        '#!/usr/bin/env python3',
        'import subprocess, sys',
        `sys.exit(subprocess.call(['${qemu}'] + sys.argv[1:], close_fds=True, start_new_session=True))`,
      ],
    };
    for (const [name, lines] of Object.entries(wrappers)) {
      const machine = await machines.launch({ qemu: machines.script(...lines) });
      await machine.console.waitForLine(/hello/, wait);
      expect(readFileSync(`/proc/${machine.pid}/cmdline`, 'utf8'), name)
        .to.include('virtio-net-pci')
        .and.not.include('wrapped');
      await machine.stop();
      expect(isGone(machine.directory), name).to.equal(true);
    }
  });

  it('does not hold up the end of the program that launched it', async () => {
    const machine = await machines.launch();
    await machine.stop();
    await until('its descriptors to be closed', wait, () =>
      machine.console.input.destroyed ? true : undefined,
    );
  });
});
