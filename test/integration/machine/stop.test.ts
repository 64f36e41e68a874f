import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { isGone } from './gone.js';
import { TinyMachines } from './tiny-machine.js';

/** Plays a QEMU that greets, and then obeys neither `quit` nor SIGTERM. */
const deafQemu = `#!/usr/bin/env node
const { createServer } = require('node:net');
const argv = process.argv;
const path = argv[argv.indexOf('-qmp') + 1].replace(/^unix:(.*),server=on.*$/, '$1');
process.on('SIGTERM', () => {});
createServer((socket) => {
  socket.write('{"QMP": {"version": {"qemu": {"major": 7, "minor": 2, "micro": 0}, "package": ""}, "capabilities": []}}\\r\\n');
  socket.on('data', (data) => {
    const { execute, id } = JSON.parse(data);
    if (execute === 'qmp_capabilities') socket.write(JSON.stringify({ return: {}, id }) + '\\r\\n');
  });
}).listen(path);
`;

describe('RunningMachine.stop', () => {
  let machines: TinyMachines;
  beforeEach(() => (machines = new TinyMachines()));
  afterEach(() => machines[Symbol.asyncDispose]());

  it('asks QEMU to quit, and leaves nothing', async () => {
    const machine = await machines.launch();
    const stopped = await machine.stop();
    expect(stopped.manner).to.equal('quit');
    expect(stopped.death).to.include({ asked: true, exitCode: 0 });
    expect(isGone(machine.directory)).to.equal(true);
  });

  it('completes the streams of those who follow it', async () => {
    const machine = await machines.launch();
    const events = lastValueFrom(machine.qmp.events, { defaultValue: undefined });
    const lines = lastValueFrom(machine.console.lines$, { defaultValue: undefined });
    await machine.stop();
    await Promise.all([events, lines]);
    expect(await machine.qmp.closed).to.equal(undefined);
  });

  it('does not wait long for one whose monitor is lost', async () => {
    const machine = await machines.launch();
    await machine.qmp.close();
    const started = performance.now();
    expect((await machine.stop()).manner).to.equal('SIGTERM');
    expect(performance.now() - started).to.be.below(2_500);
    expect(isGone(machine.directory)).to.equal(true);
  });

  it('ends one that is frozen, without waiting for an answer', async () => {
    const machine = await machines.launch();
    process.kill(machine.pid, 'SIGSTOP');
    const started = performance.now();
    const stopped = await machine.stop();
    expect(stopped.manner).to.equal('SIGKILL');
    expect(stopped.death).to.include({ asked: true, signal: 'SIGKILL' });
    expect(performance.now() - started).to.be.below(2_000);
    expect(isGone(machine.directory)).to.equal(true);
  });

  it('ends one that obeys neither quit nor SIGTERM', async () => {
    const machine = await machines.launch({ qemu: machines.script(deafQemu) });
    const started = performance.now();
    const stopped = await machine.stop();
    expect(stopped.manner).to.equal('SIGKILL');
    expect(performance.now() - started).to.be.within(4_000, 15_000);
    expect(isGone(machine.directory)).to.equal(true);
  });

  it('is content with one that is dead already', async () => {
    const machine = await machines.launch();
    process.kill(machine.pid, 'SIGKILL');
    const stopped = await machine.stop();
    expect(stopped.manner).to.equal('by itself');
    expect(stopped.death).to.include({ asked: false, signal: 'SIGKILL' });
    expect(isGone(machine.directory)).to.equal(true);
  });

  it('ends what a wrapper script started besides', async () => {
    const wrapper = machines.script('#!/bin/sh', 'sleep 1000 "$@" &', `${machines.spec().qemu} "$@"`);
    const machine = await machines.launch({ qemu: wrapper });
    await machine.stop();
    expect(isGone(machine.directory)).to.equal(true);
  });

  it('may be called again, and at the same time', async () => {
    const machine = await machines.launch();
    const [one, other] = await Promise.all([machine.stop(), machine.stop()]);
    expect(other).to.equal(one);
    expect(await machine.stop()).to.equal(one);
    await machine[Symbol.asyncDispose]();
  });
});
