import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ConnectConfig, type ServerHostKeyAlgorithm } from 'ssh2';
import { NobodyListensError } from '../host/index.js';
import {
  GuestConnectionLostError,
  GuestHostKeyError,
  GuestKeyError,
  GuestLoginRefusedError,
} from './errors.js';

/** Where a guest's SSH server is, how to get in, and how to know that it is the right one. */
export interface GuestTarget {
  readonly host: string;
  readonly port: number;
  /** Opens a connection to it where that is not one of this machine's own network. */
  readonly dial?: ((signal: AbortSignal) => Promise<Duplex>) | undefined;
  readonly user: string;
  /** In any format that ssh2 reads: OpenSSH's, PEM. */
  readonly privateKey: string | Buffer;
  /** The only host key that is accepted, as in a `.pub` file: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
}

/** A connection that is logged in. */
export interface Connection {
  readonly client: Client;
  readonly socket: Duplex;
}

/** Something took the connection and said nothing on it. */
export class SilentGuestError extends GuestConnectionLostError {}

/**
 * Connects and logs in, once.
 *
 * @param patienceMs - how long the server may take to say its first word. A SYN that reaches a guest before its network
 *   is up gets lost, and QEMU's user-mode network sends the next one only seconds later: a new attempt is faster.
 * @throws SilentGuestError, GuestConnectionLostError when nobody is there yet, or no longer: another attempt may succeed
 * @throws GuestKeyError, GuestHostKeyError, GuestLoginRefusedError when no other attempt will
 */
export async function attempt(
  target: GuestTarget,
  patienceMs: number,
  signal: AbortSignal,
): Promise<Connection> {
  signal.throwIfAborted();
  checkPrivateKey(target);
  const socket = await dial(target, signal);
  const client = new ssh2.Client();
  try {
    await logIn(target, client, socket, patienceMs, signal);
    return { client, socket };
  } catch (error) {
    // What is left of the connection may still complain; nobody listens any more.
    client.on('error', () => undefined);
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  }
}

/** @throws GuestConnectionLostError when nobody listens there */
async function dial({ host, port, dial: open }: GuestTarget, signal: AbortSignal): Promise<Duplex> {
  try {
    if (open) return await open(signal);
    const socket = connectTcp({ host, port, noDelay: true });
    try {
      await once(socket, 'connect', { signal });
    } catch (error) {
      socket.on('error', () => undefined).destroy();
      throw error;
    }
    return socket;
  } catch (cause) {
    signal.throwIfAborted();
    const nobody = open === undefined || cause instanceof NobodyListensError;
    throw nobody ? new GuestConnectionLostError(`SSH at ${host}:${port} let nobody in`, { cause }) : cause;
  }
}

/** ssh2 would throw this from within the socket's event, where nobody can catch it. */
function checkPrivateKey({ user, privateKey }: GuestTarget): void {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) {
    throw new GuestKeyError(`the private key for ${user} cannot be read: ${parsed.message}`, {
      cause: parsed,
    });
  }
  if (![parsed].flat().some((key) => key.isPrivateKey())) {
    throw new GuestKeyError(`the private key for ${user} is a public one: name the file without .pub`);
  }
}

async function logIn(
  target: GuestTarget,
  client: Client,
  socket: Duplex,
  patienceMs: number,
  signal: AbortSignal,
): Promise<void> {
  const where = `SSH at ${target.host}:${target.port}`;
  const done = new AbortController();
  let shownKey: string | undefined;
  let fail: ((cause?: Error) => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      fail = (cause) => reject(explain(where, target, shownKey, cause));
      const silent = () =>
        reject(new SilentGuestError(`${where} said nothing for ${Math.round(patienceMs)} ms`));
      const timer = setTimeout(silent, patienceMs);
      done.signal.addEventListener('abort', () => clearTimeout(timer));
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: done.signal });
      client.once('ready', resolve).once('error', fail).once('close', fail);
      socket.once('error', fail);
      client.connect(settings(target, socket, (key) => (shownKey = key)));
      socket.once('data', () => clearTimeout(timer));
    });
  } finally {
    done.abort();
    if (fail) {
      client.off('error', fail).off('close', fail);
      socket.off('error', fail);
    }
  }
}

function settings(target: GuestTarget, sock: Duplex, onKey: (key: string) => void): ConnectConfig {
  const [type = '', blob = ''] = target.hostKey.split(' ');
  const serverHostKey = (
    type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type]
  ) as ServerHostKeyAlgorithm[];
  return {
    sock,
    username: target.user,
    privateKey: target.privateKey,
    authHandler: ['publickey'],
    // The caller's deadline counts, whatever it is.
    readyTimeout: 0,
    hostVerifier: (key: Buffer) => {
      onKey(`${type} ${key.toString('base64')}`);
      return key.toString('base64') === blob;
    },
    // Cheapest first for a guest whose every instruction is emulated; the rest for guests with another server.
    algorithms: {
      kex: [
        'curve25519-sha256',
        'curve25519-sha256@libssh.org',
        'ecdh-sha2-nistp256',
        'diffie-hellman-group14-sha256',
      ],
      serverHostKey,
      cipher: ['aes128-ctr', 'aes256-ctr', 'aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'],
      hmac: ['hmac-sha1', 'hmac-sha2-256', 'hmac-sha2-512'],
      compress: ['none'],
    },
  };
}

function explain(where: string, target: GuestTarget, shownKey: string | undefined, cause?: Error): Error {
  const level = (cause as { level?: string } | undefined)?.level;
  if (shownKey !== undefined && shownKey !== target.hostKey && level === 'handshake') {
    return new GuestHostKeyError(
      `${where} showed the host key ${shownKey}, not ${target.hostKey}: another server has the port, ` +
        'or the guest runs another image than the one that the key belongs to',
      { cause },
    );
  }
  if (level === 'client-authentication') {
    return new GuestLoginRefusedError(
      `${where} refused the private key for ${target.user}: the key does not belong to the guest's image`,
      { cause },
    );
  }
  return new GuestConnectionLostError(`${where} let nobody in`, cause && { cause });
}
