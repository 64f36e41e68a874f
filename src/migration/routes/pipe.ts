import { join } from 'node:path';
import { localHost, type HostFiles } from '../../host/index.js';
import { shellQuote } from '../../qemu/index.js';
import type { Route } from './route.js';

/** From one `cat` to another (`exec:`) through a named pipe. */
export function pipeRoute(directory: string, files: HostFiles = localHost.files): Route {
  const path = join(directory, 'migration.fifo');
  return {
    async send(source, { signal }) {
      await source.execute('migrate', { uri: `exec:cat > ${shellQuote([path])}` }, { signal });
    },
    async receive(destination, { signal }) {
      await files.makePipe(path);
      await destination.execute('migrate-incoming', { uri: `exec:cat ${shellQuote([path])}` }, { signal });
    },
  };
}
