import { join } from 'node:path';
import type { QmpClient } from '../../qmp/index.js';
import { EnvironmentError } from '../../support/errors.js';
import type { Route } from './route.js';

/** A unix socket that the destination listens at. @param directory - with a path short enough for sockets in it */
export function unixRoute(directory: string): Route {
  const uri = `unix:${join(directory, 'migration.sock')}`;
  return {
    uri,
    async send(source, { signal }) {
      await source.execute('migrate', { uri }, { signal });
    },
    async receive(destination, { signal }) {
      await destination.execute('migrate-incoming', { uri }, { signal });
    },
  };
}

/** TCP. @param address - at which the source reaches the destination. The destination chooses the port: one that is chosen beforehand can be taken by then. */
export function tcpRoute(address = '127.0.0.1'): Route {
  const host = address.includes(':') ? `[${address}]` : address;
  let port: string | undefined;
  return {
    async send(source, { signal }) {
      if (port === undefined) throw new Error('the destination listens first');
      await source.execute('migrate', { uri: `tcp:${host}:${port}` }, { signal });
    },
    async receive(destination, { signal }) {
      await destination.execute('migrate-incoming', { uri: `tcp:${host}:0` }, { signal });
      port = await listeningPort(destination, signal);
    },
  };
}

async function listeningPort(destination: QmpClient, signal: AbortSignal | undefined): Promise<string> {
  const { 'socket-address': addresses = [] } = await destination.execute('query-migrate', undefined, {
    signal,
  });
  const port = addresses.flatMap((address) => (address.type === 'inet' ? [address.port] : []))[0];
  if (port === undefined)
    throw new EnvironmentError(`QEMU does not say which port it listens at: ${JSON.stringify(addresses)}`);
  return port;
}
