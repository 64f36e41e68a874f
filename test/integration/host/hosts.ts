import { localHost, SshHost, type Host } from '../../../src/host/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { serverLacks, SshServer, type Server } from '../../helpers/ssh-server/ssh-server.js';

/** A kind of host that a test is run on. */
export interface HostKind {
  readonly name: string;
  /** Why it cannot be had here. */
  readonly lacks: string | undefined;
  readonly open: () => Promise<OpenHost>;
}

/** A host, and the server by which it is reached, where there is one. */
export interface OpenHost extends AsyncDisposable {
  readonly host: Host;
  readonly server: SshServer | undefined;
}

/** This machine as it is, and through each SSH server that there can be. */
export const hostKinds: readonly HostKind[] = [
  {
    name: 'this machine',
    lacks: undefined,
    open: () =>
      Promise.resolve({
        host: localHost,
        server: undefined,
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  },
  overSsh('OpenSSH'),
  overSsh('dropbear'),
];

function overSsh(server: Server): HostKind {
  return { name: server, lacks: serverLacks(server), open: () => openOver(server) };
}

async function openOver(kind: Server): Promise<OpenHost> {
  await using cleanUp = new CleanUp();
  const server = cleanUp.use(await SshServer.start(kind));
  const host = cleanUp.use(await SshHost.open(server.credentials));
  const moved = cleanUp.move();
  return { host, server, [Symbol.asyncDispose]: () => moved[Symbol.asyncDispose]() };
}
