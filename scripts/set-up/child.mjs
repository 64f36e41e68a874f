import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { clearTimeout, setTimeout } from 'node:timers';
import { root } from './checkout.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const children = new Set();
let caught;

/**
 * Until the returned function is called, a signal goes to the running child, and ends this process when the child has
 * ended. A child has its own process group, so that a Ctrl-C reaches it once and not twice: npm passes it on, too.
 */
export function catchSignals() {
  const handlers = signals.map((signal) => [signal, () => end(signal)]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

function end(signal) {
  if (caught) return;
  caught = signal;
  if (children.size === 0) exit();
  for (const child of children) child.interrupt(signal);
}

function exit() {
  process.exit(128 + constants.signals[caught]);
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, survives?: boolean,
 *   timeoutMs?: number }} [options]
 *   `survives`: killing it half-way would leave the system broken, so it outlives a SIGKILL of this process
 * @returns {Promise<{ status: number, stdout: string, missing: boolean }>} `stdout` is empty unless it is piped
 */
export async function runToEnd(command, args, options = {}) {
  const { env, stdio = ['ignore', 2, 2], survives = false, timeoutMs } = options;
  const wrapped = survives || !existsSync(setpriv) ? [] : [setpriv, '--pdeathsig', 'TERM', '--'];
  const [program, ...rest] = [...wrapped, command, ...args];
  const child = spawn(program, rest, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true });
  const entry = {
    interrupt(signal) {
      try {
        // apt-get ends in order when it gets a SIGINT; dpkg, its child, must not get any.
        if (survives) process.kill(child.pid, 'SIGINT');
        else process.kill(-child.pid, signal);
      } catch {
        // It has ended just now; or it is sudo's, and will end by itself.
      }
    },
  };
  children.add(entry);
  const timer = timeoutMs && setTimeout(() => process.kill(-child.pid, 'SIGKILL'), timeoutMs);
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  const result = await new Promise((resolve) => {
    child.on('error', () => resolve({ status: 127, missing: true }));
    child.on('close', (code, signal) => resolve({ status: code ?? 128 + constants.signals[signal] }));
  });
  clearTimeout(timer);
  children.delete(entry);
  if (caught) exit();
  return { stdout, missing: result.status === 127, ...result };
}

const setpriv = '/usr/bin/setpriv';
