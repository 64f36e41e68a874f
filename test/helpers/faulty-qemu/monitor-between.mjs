/**
 * Runs a QEMU with a faulty monitor: `monitor-between FAULTS QEMU ARGUMENTS…`, where FAULTS is JSON (monitor-fault.ts).
 * The monitor's socket is this program's; what goes through is looked at, and passed on as it is.
 * Plain JavaScript, since it is started with every QEMU and a compiler in front of it would cost a second.
 */
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [faultsText, qemu, ...given] = process.argv.slice(2);
const faults = JSON.parse(faultsText);
const at = given.indexOf('-qmp') + 1;
const [, path] = /^unix:(.*?),server=on/.exec(given[at]);
const inner = join(dirname(path), 'qemu.sock');
const args = given.with(at, given[at].replace(path, inner));

/** The id of a command that vmwright knows nothing of. */
const besides = 'planted';

const server = createServer((outside) => void passOn(outside)).listen(path);
const child = spawn(qemu, args, { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));

async function passOn(outside) {
  outside.on('error', () => undefined);
  const inside = await reach(inner);
  /** By a command's id, what its answer is to lack. */
  const lacking = new Map();
  linesOf(outside).on('line', (line) => fromOutside(line, outside, inside, lacking));
  linesOf(inside).on('line', (line) => {
    const message = JSON.parse(line);
    if (faults.some(({ event }) => event !== undefined && event === message.event)) return;
    if (message.id === besides) return;
    const lie = faults.find(({ status }) => status !== undefined && status === message.data?.status);
    if (lie?.kills) child.kill(lie.kills);
    else if (lie) {
      outside.write(`${JSON.stringify({ ...message, data: { status: lie.becomes } })}\r\n`);
      return;
    }
    const without = lacking.get(message.id);
    outside.write(`${without && message.return ? JSON.stringify(taken(message, without)) : line}\r\n`);
  });
  inside.on('close', () => outside.destroy());
  outside.on('close', () => inside.destroy());
}

/** The reader tells a connection's error once more, and ends this program where nobody hears it. */
function linesOf(socket) {
  return createInterface(socket).on('error', () => undefined);
}

function fromOutside(line, outside, inside, lacking) {
  const { execute, id, ...message } = JSON.parse(line);
  const fault = faults.find(({ command }) => command === execute);
  if (fault?.without) lacking.set(id, fault.without);
  if (!fault || fault.without || fault.besides) inside.write(`${line}\n`);
  else if (fault.arguments) {
    const changed = { ...message.arguments, ...fault.arguments };
    inside.write(`${JSON.stringify({ execute, arguments: changed, id })}\n`);
  } else if (fault.close) outside.destroy();
  else outside.write(`${fault.line ?? JSON.stringify({ return: fault.answer, id })}\r\n`);
  if (fault?.besides) inside.write(`${JSON.stringify({ execute: fault.besides, id: besides })}\n`);
  faults.push(...(fault?.then ?? []));
}

function taken(message, { path, member }) {
  const others = message.return.flatMap((one) => {
    if (one['qom-path'] !== path) return [one];
    return member === undefined ? [] : [{ ...one, [member]: undefined }];
  });
  return { ...message, return: others };
}

/** QEMU may not listen yet. */
async function reach(socketPath) {
  for (;;) {
    const socket = connect(socketPath);
    const reached = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    if (reached) return socket.on('error', () => undefined);
    await sleep(10);
  }
}

server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
