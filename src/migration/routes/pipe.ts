import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { shellQuote } from '../../qemu/index.js';
import { describeError, EnvironmentError } from '../../support/errors.js';
import type { Route } from './route.js';

/** From one `cat` to another (`exec:`) through a named pipe. */
export function pipeRoute(directory: string): Route {
  const path = join(directory, 'migration.fifo');
  return {
    async send(source, { signal }) {
      await source.execute('migrate', { uri: `exec:cat > ${shellQuote([path])}` }, { signal });
    },
    async receive(destination, { signal }) {
      await makePipe(path, signal);
      await destination.execute('migrate-incoming', { uri: `exec:cat ${shellQuote([path])}` }, { signal });
    },
  };
}

/** Node itself cannot make one. @throws EnvironmentError */
async function makePipe(path: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await promisify(execFile)('mkfifo', ['-m', '600', path], { signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new EnvironmentError(`cannot make the pipe ${path}: ${describeError(cause)}`, { cause });
  }
}
