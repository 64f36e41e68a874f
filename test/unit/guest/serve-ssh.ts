import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';
import type { GuestTarget } from '../../../src/guest/index.js';
import { generateKeyPair } from '../../../src/image/ssh-keys.js';
import type { CleanUp } from '../../../src/support/clean-up.js';

/** The keys of whoever logs in to a scripted server. */
export const user = generateKeyPair('test');
const host = generateKeyPair('test');

/** What a command of the scripted server does. */
export type Command = (channel: ServerChannel, connection: Connection) => void;

/** Each connection goes to the next of the handlers, the rest to an SSH server that runs `commands`. */
export async function serveSsh(
  cleanUp: CleanUp,
  commands: Record<string, Command>,
  ...first: ((socket: Socket) => void)[]
) {
  const ssh = new ssh2.Server({ hostKeys: [host.private] }, (connection) => {
    connection.on('authentication', (context) => context.accept());
    connection.on('error', () => undefined);
    connection.on('session', (accept) => {
      accept().on('exec', (acceptExec, _reject, { command }) =>
        commands[command]?.(acceptExec(), connection),
      );
    });
  });
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    const handle = first.shift();
    if (handle) handle(socket);
    else ssh.injectSocket(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.defer(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const hostKey = host.public.split(' ').slice(0, 2).join(' ');
  const { port } = server.address() as AddressInfo;
  const target: GuestTarget = { host: '127.0.0.1', port, user: 'root', privateKey: user.private, hostKey };
  return { target, connections: () => sockets.size };
}
