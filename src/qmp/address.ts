import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { UsageError } from '../support/errors.js';
import { withDeadline } from '../support/deadline.js';
import { QmpConnectError } from './errors.js';

/** Where a QMP server listens, or a client is to: a unix socket, or a TCP port. */
export type QmpAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** `unix:/run/vm.qmp`, `127.0.0.1:4444`. */
export function describeAddress(address: QmpAddress): string {
  return 'path' in address ? `unix:${address.path}` : `${address.host}:${address.port}`;
}

/**
 * Opens a connection.
 *
 * @throws QmpConnectError when nobody listens there; UsageError when there can be no such address; DeadlineError
 */
export async function dial(
  address: QmpAddress,
  wait: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<Socket> {
  const name = describeAddress(address);
  return withDeadline(
    `a connection to ${name}`,
    wait,
    (signal) =>
      new Promise((resolve, reject) => {
        const socket = connect(netOptions(address));
        socket.setNoDelay(true);
        const giveUp = () => socket.destroy();
        signal.addEventListener('abort', giveUp);
        socket.once('connect', () => {
          signal.removeEventListener('abort', giveUp);
          socket.removeAllListeners('error');
          resolve(socket);
        });
        socket.on('error', (cause: NodeJS.ErrnoException) =>
          reject(new QmpConnectError(`cannot connect to QMP at ${name}: ${explain(cause)}`, { cause })),
        );
      }),
  );
}

/** The address for node:net. @throws UsageError when the path is longer than a socket's can be */
export function netOptions(address: QmpAddress): NetConnectOpts {
  if (!('path' in address)) return { host: address.host, port: address.port };
  const bytes = Buffer.byteLength(address.path);
  // A longer one would be cut off in silence, and name another socket.
  if (bytes > LONGEST_SOCKET_PATH) {
    throw new UsageError(
      `the socket path ${address.path} has ${bytes} bytes; a unix socket's has ${LONGEST_SOCKET_PATH} at most`,
    );
  }
  return { path: address.path };
}

// sizeof(sockaddr_un.sun_path) on Linux, less the final zero.
const LONGEST_SOCKET_PATH = 107;

function explain(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such socket (ENOENT); does QEMU run, with -qmp unix:PATH,server=on,wait=off?';
    case 'ECONNREFUSED':
      return 'nobody listens there any more, or not yet (ECONNREFUSED)';
    case 'EACCES':
      return 'this user may not (EACCES)';
    default:
      return error.message;
  }
}
