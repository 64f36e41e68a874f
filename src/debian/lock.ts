import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { EnvironmentError } from '../support/errors.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';

/**
 * Holds a lock between processes until it is disposed of. A child, flock(1) of util-linux, holds it as long as its
 * stdin is open: the kernel closes that when this process ends in any way, so no lock outlives its owner.
 */
export async function holdLock(file: string, options: WaitOptions): Promise<AsyncDisposable> {
  const child = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const release = async () => {
    child.stdin.end();
    if (child.pid !== undefined) await exited;
  };
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  try {
    await withDeadline(
      'another vmwright to be done with what it builds or installs',
      options,
      async (signal) => {
        const ended = once(child, 'exit', { signal }).then(() => {
          throw new EnvironmentError(`cannot lock ${file}: ${complaint.trim()}`);
        });
        await Promise.race([once(child.stdout, 'data', { signal }), ended]);
      },
    );
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const error = missing
      ? new EnvironmentError('flock is not installed; install the Debian package util-linux', { cause })
      : cause;
    // Waiting for the lock, it does not read its stdin.
    child.kill();
    await release();
    throw error;
  }
  return { [Symbol.asyncDispose]: release };
}
