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
 * @param destination - its directory, with a path short enough for sockets in it; and its end, with which a connection that the
 *   source never got goes, too
 */
export function descriptorRoute(destination: {
  readonly directory: string;
  readonly died: Promise<unknown>;
}): Route {
  let far: Socket | undefined;
  return {
    async send(source, { signal }) {
      if (!far) throw new Error('the destination has its end of the connection first');
      await handOver(source, far, signal);
      await source.execute('migrate', { uri: `fd:${fdname}` }, { signal });
    },
    async receive(qmp, { signal }) {
      const [near, other] = await connectedPair(join(destination.directory, 'descriptors.sock'));
      far = other;
      void destination.died.then(() => other.destroy());
      await handOver(qmp, near, signal);
      await qmp.execute('migrate-incoming', { uri: `fd:${fdname}` }, { signal });
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
