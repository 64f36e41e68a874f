import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';

/** What flock(1) is told to exit with when somebody else holds the lock. */
const heldStatus = 75;
/** Seconds. Whoever only asks whether a folder is held holds it for a moment, too. */
const patience = '1';

/**
 * Keeps other vmwrights out of a run's folder until it is disposed of. A child, flock(1) of util-linux, holds the lock as long
 * as its stdin is open: the kernel closes that when this process ends in any way. It has a process group of its own, since a
 * Ctrl-C must not free the folder before the run has ended in order.
 *
 * @throws EnvironmentError when another one is in it, telling which, or when it cannot be locked
 */
export async function holdRun(folder: string): Promise<AsyncDisposable> {
  const file = lockIn(folder);
  const child = spawn('flock', [...flags('--wait', patience), file, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<number | null | Error>((resolve) => {
    child.once('close', resolve);
    child.once('error', resolve);
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const held = new Promise<'held'>((resolve) => child.stdout.once('data', () => resolve('held')));
  const how = await Promise.race([held, ended]);
  if (how === heldStatus)
    throw new EnvironmentError(
      `another vmwright is at work in ${folder}: ${holderIn(file)}. Wait until it has ended, or name another folder`,
    );
  if (how instanceof Error)
    throw new EnvironmentError('flock is not installed; install the Debian package util-linux', {
      cause: how,
    });
  if (how !== 'held') throw new EnvironmentError(`cannot lock ${file}: ${complaint.trim()}`);
  const release = async () => {
    child.stdin.end();
    await ended;
  };
  try {
    writeFileSync(file, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}\n`);
  } catch (cause) {
    await release();
    throw new EnvironmentError(`cannot write ${file}`, { cause });
  }
  return { [Symbol.asyncDispose]: release };
}

/** Who is at work in a run's folder: `process 4711 on host, since …`; nothing when nobody is, or nobody can tell. */
export function holderOf(folder: string): string | undefined {
  const file = lockIn(folder);
  if (!existsSync(file)) return undefined;
  const { status } = spawnSync('flock', [...flags('--nonblock', '--shared'), file, 'true']);
  return status === heldStatus ? holderIn(file) : undefined;
}

function lockIn(folder: string): string {
  return join(folder, 'lock');
}

function flags(...more: string[]): string[] {
  return ['--conflict-exit-code', String(heldStatus), ...more];
}

function holderIn(file: string): string {
  return readFileSync(file, 'utf8').trim() || 'one that has only begun';
}
