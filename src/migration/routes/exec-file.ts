import { localHost, type HostFiles } from '../../host/index.js';
import { shellQuote } from '../../qemu/index.js';
import { until, type WaitOptions } from '../../support/deadline.js';
import { DeadlineError, EnvironmentError } from '../../support/errors.js';
import { requireSpaceFor, requireSpaceLeft } from '../file-space.js';
import type { Route } from './route.js';

/** A file that `cat` writes and reads (`exec:`), which every QEMU can do. @param files - of the host that both run on */
export function execFileRoute(path: string, ramMib: number, files: HostFiles = localHost.files): Route {
  const part = `${path}.part`;
  return {
    async send(source, { signal }) {
      await requireSpaceFor(files, path, ramMib);
      await source.execute('migrate', { uri: `exec:${saveCommand(path, part)}` }, { signal });
    },
    async receive(destination, { signal }) {
      await destination.execute('migrate-incoming', { uri: `exec:cat ${shellQuote([path])}` }, { signal });
    },
    file: {
      checkSpace: () => requireSpaceLeft(files, path, part),
      whole: (wait) => wholeFile(files, path, part, wait),
    },
  };
}

/** The file has its name once it is whole. */
function saveCommand(path: string, part: string): string {
  const [to, from] = [shellQuote([path]), shellQuote([part])];
  return `cat > ${from} && mv ${from} ${to}`;
}

/** QEMU says `completed` when it has written everything into the pipe; the last of it may still be in there. */
async function wholeFile(files: HostFiles, path: string, part: string, wait: WaitOptions): Promise<void> {
  try {
    await until('the end of the migration stream to be written', { ...wait, intervalMs: 5 }, async () => {
      if (await files.stat(path)) return true;
      await requireSpaceLeft(files, path, part);
      return undefined;
    });
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    throw new EnvironmentError(`the migration stream in ${path} was never written to its end`, { cause });
  }
}
