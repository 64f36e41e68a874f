import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { root } from './checkout.mjs';
import { say } from './stop.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Signals within this time are one: npm passes a Ctrl-C on that its child has had from the terminal. */
const sameKeyPressMs = 500;
/** A child that was interrupted has this long to end by itself. */
const graceMs = 2_000;
const interrupts = new Set();
let caught;

/**
 * Until the returned function is called, a signal goes to the running child, and ends this process when the child has
 * ended. A child has its own process group, so that a Ctrl-C of the terminal reaches it only by way of this process.
 */
export function catchSignals() {
  const handlers = signals.map((signal) => [signal, () => end(signal)]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

function end(signal) {
  const now = performance.now();
  if (!caught) {
    caught = { signal, at: now };
    if (interrupts.size === 0) exit();
    say(`${signal}: ending in order; once more ends at once`);
    for (const interrupt of interrupts) interrupt(signal);
  } else if (now - caught.at > sameKeyPressMs) {
    for (const interrupt of interrupts) interrupt('SIGKILL');
    exit();
  }
}

function exit() {
  process.exit(128 + constants.signals[caught.signal]);
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] added to this process's own
 * @param {import('node:child_process').StdioOptions} [options.stdio] by default, all that it prints goes to stderr
 * @param {boolean} [options.quiet] what it prints is shown only when it fails
 * @param {boolean} [options.survives] killing it half-way would break the system: it outlives a SIGKILL of this process
 * @param {number} [options.timeoutMs] it is killed then
 * @returns {Promise<{ status: number, output: string }>} the status as a shell has it, 127 for a command that is not
 *   there; the output of a quiet command
 */
export async function runToEnd(command, args, options = {}) {
  const { env, quiet = false, survives = false, timeoutMs } = options;
  const record = quiet ? openAnonymous() : undefined;
  const { stdio = ['ignore', record ?? 2, record ?? 2] } = options;
  const wrapper = survives || !existsSync(setpriv) ? [] : [setpriv, '--pdeathsig', 'TERM', '--'];
  const [program, ...rest] = [...wrapper, command, ...args];
  const child = spawn(program, rest, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true });
  const interrupt = (signal) => {
    // apt-get ends in order at a SIGINT; dpkg, its child, must not get any.
    if (survives) return kill(child.pid, 'SIGINT');
    kill(-child.pid, signal);
    // npm would first go on to the end of its installation.
    setTimeout(() => kill(-child.pid, 'SIGKILL'), graceMs);
  };
  interrupts.add(interrupt);
  const timer = timeoutMs && setTimeout(() => kill(-child.pid, 'SIGKILL'), timeoutMs);
  const status = await new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
  clearTimeout(timer);
  interrupts.delete(interrupt);
  if (caught) exit();
  const output = record === undefined ? '' : readAndClose(record);
  if (quiet && status !== 0) process.stderr.write(output);
  return { status, output };
}

const setpriv = '/usr/bin/setpriv';

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended just now; or it is sudo's, and will end by itself.
  }
}

/** A file without a name: a pipe would break when this process is killed, and with it a dpkg that writes to it. */
function openAnonymous() {
  const path = `${tmpdir()}/vmwright-set-up-${process.pid}-${Date.now()}`;
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}

function readAndClose(file) {
  const bytes = Buffer.alloc(fstatSync(file).size);
  readSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  return bytes.toString();
}
