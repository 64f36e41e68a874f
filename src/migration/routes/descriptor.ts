import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { QmpClient } from '../../qmp/index.js';
import type { Route } from './route.js';

/** What both ends call their descriptor. */
const fdname = 'migration';

/**
 * A connection that neither QEMU made: each end is handed to one of them as an open descriptor (`getfd`, then `fd:NAME`), as
 * libvirt does for a tunnel.
 *
 * @param directory - with a path short enough for sockets in it
 */
export function descriptorRoute(directory: string): Route {
  let far: Socket | undefined;
  return {
    async send(source, { signal }) {
      if (!far) throw new Error('the destination has its end of the connection first');
      await handOver(source, far, signal);
      await source.execute('migrate', { uri: `fd:${fdname}` }, { signal });
    },
    async receive(destination, { signal }) {
      const [near, other] = await connectedPair(join(directory, 'descriptors.sock'));
      far = other;
      await handOver(destination, near, signal);
      await destination.execute('migrate-incoming', { uri: `fd:${fdname}` }, { signal });
    },
  };
}

/** Our own copy is closed in any case: while there is one, neither QEMU would see the other close its end. */
async function handOver(qmp: QmpClient, end: Socket, signal: AbortSignal | undefined): Promise<void> {
  try {
    await qmp.execute('getfd', { fdname }, { signal, descriptor: end });
  } finally {
    end.destroy();
  }
}

/** Two sockets that are connected with each other, from which nothing is read here. */
async function connectedPair(path: string): Promise<[Socket, Socket]> {
  const server = createServer({ pauseOnConnect: true });
  server.listen(path);
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const one = connect({ path }).pause();
  await once(one, 'connect');
  const [other] = await accepted;
  server.close();
  for (const end of [one, other]) end.unref().on('error', () => undefined);
  return [one, other];
}
