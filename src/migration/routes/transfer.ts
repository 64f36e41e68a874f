import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until, type WaitOptions } from '../../support/deadline.js';
import type { Route } from './route.js';

/** A way on which the source hands its memory over open, to a destination that waits for it before it is anything. */
export interface TransferRoute extends Route {
  /** What the destination's command line has besides `-incoming defer`. */
  readonly destinationArguments: readonly string[];
}

/**
 * Two unix sockets, as mode cpr-transfer needs them: over the one the destination gets the descriptors of the memory before
 * it makes its machine, over the other the state of the devices.
 *
 * @param directory - with a path short enough for sockets in it, which is there before the destination starts
 */
export function transferRoute(directory: string): TransferRoute {
  const [cpr, main] = ['cpr', 'main'].map((name) => ({
    'channel-type': name as 'cpr' | 'main',
    addr: { transport: 'socket' as const, type: 'unix' as const, path: join(directory, `${name}.sock`) },
  })) as [Channel, Channel];
  return {
    destinationArguments: ['-incoming', JSON.stringify(cpr)],
    opensDestination: true,
    async send(source, wait) {
      await listening(cpr.addr.path, wait);
      await source.execute('migrate', { channels: [main, cpr] }, { signal: wait.signal });
    },
    async receive(destination, { signal }) {
      await destination.execute('migrate-incoming', { uri: `unix:${main.addr.path}` }, { signal });
    },
  };
}

interface Channel {
  readonly 'channel-type': 'cpr' | 'main';
  readonly addr: { readonly transport: 'socket'; readonly type: 'unix'; readonly path: string };
}

/** The socket's file is there a moment before somebody listens; one who connects in between is refused. */
async function listening(path: string, wait: WaitOptions): Promise<void> {
  await until(`the destination to listen at ${path}`, { ...wait, intervalMs: 5 }, async () => {
    const sockets = await readFile('/proc/net/unix', 'latin1');
    const isListening = sockets
      .split('\n')
      .some((line) => line.endsWith(` ${path}`) && line.split(/\s+/)[3] === acceptsConnections);
    return isListening || undefined;
  });
}

/** The flags of such a socket in /proc/net/unix (include/linux/net.h, SO_ACCEPTCON). */
const acceptsConnections = '00010000';
