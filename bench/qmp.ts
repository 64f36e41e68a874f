import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { QmpClient } from '../src/qmp/index.js';
import { BareSocket } from './qmp-bare-socket.js';

// Compares the QMP client with a bare socket on query-status: one round trip after the other, and 64 in flight.
// Each has a QEMU of its own, without a machine; they take turns, so that a busy host slows both. What is printed is
// the median of the rounds' ratios: 1 means as fast as the bare socket, and at least 0.9 is the aim.
// Environment: QEMU names the program, ROUNDS how many turns each gets.

const QEMU = process.env['QEMU'] ?? 'qemu-system-aarch64';
const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const COMMANDS = 2000;
const AIM = 0.9;

type Ask = () => Promise<unknown>;

async function rateOf(ask: Ask, inFlight: number): Promise<number> {
  let left = COMMANDS;
  const worker = async () => {
    while (left-- > 0) await ask();
  };
  const startMs = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return COMMANDS / ((performance.now() - startMs) / 1000);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function compare(what: string, inFlight: number, ours: Ask, bare: Ask): Promise<boolean> {
  await rateOf(ours, inFlight);
  await rateOf(bare, inFlight);
  const rates = { ours: [] as number[], bare: [] as number[], ratio: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first changes, so that neither always follows the other.
    const pair = { ours: 0, bare: 0 };
    if (round % 2 === 0) pair.ours = await rateOf(ours, inFlight);
    pair.bare = await rateOf(bare, inFlight);
    if (round % 2 === 1) pair.ours = await rateOf(ours, inFlight);
    rates.ours.push(pair.ours);
    rates.bare.push(pair.bare);
    rates.ratio.push(pair.ours / pair.bare);
  }
  const ratio = median(rates.ratio);
  const [oursRate, bareRate] = [median(rates.ours), median(rates.bare)].map((rate) => Math.round(rate));
  console.log(
    `${what}: ${ratio.toFixed(2)} of the bare socket's rate (client ${oursRate}/s, bare socket ${bareRate}/s)${ratio < AIM ? `; the aim is ${AIM}` : ''}`,
  );
  return ratio >= AIM;
}

function launch(): { qemu: ChildProcess; socket: Duplex } {
  const qemu = spawn(
    QEMU,
    [
      '-M',
      'none',
      '-display',
      'none',
      '-nodefaults',
      '-chardev',
      'socket,id=qmp,fd=3',
      '-qmp',
      'chardev:qmp',
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] },
  );
  const socket = qemu.stdio[3] as Duplex;
  socket.on('error', () => undefined);
  return { qemu, socket };
}

const [one, other] = [launch(), launch()];
try {
  const client = await QmpClient.over(one.socket, { name: QEMU });
  const bare = await BareSocket.over(other.socket, client.greeting.capabilities);
  const ours: Ask = () => client.execute('query-status');
  const theirs: Ask = () => bare.ask('"query-status"');
  const sequential = await compare('QMP, one after the other', 1, ours, theirs);
  const concurrent = await compare('QMP, 64 in flight', 64, ours, theirs);
  process.exitCode = sequential && concurrent ? 0 : 1;
} finally {
  for (const { qemu } of [one, other]) {
    qemu.kill('SIGKILL');
    await once(qemu, 'exit');
  }
}
