import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import ssh2, {
  type AuthenticationType,
  type AuthHandlerMiddleware,
  type AnyAuthMethod,
  type Client,
  type ClientChannel,
  type ConnectConfig,
  type ServerHostKeyAlgorithm,
} from 'ssh2';
import { withDeadline, type WaitOptions } from '../../support/deadline.js';
import { describeError, EnvironmentError } from '../../support/errors.js';
import { HostLostError, NobodyListensError } from '../errors.js';
import type { SshTarget } from './target.js';

/** Milliseconds between two questions whether the server is still there, and how many may stay without an answer. */
const keepaliveMs = 2_000;
const keepaliveCount = 4;
/** Milliseconds for a farewell. */
const leaveMs = 1_000;

/** SSH's reasons not to open a channel: RFC 4254, 5.1. */
const reasons = { prohibited: 1, connectFailed: 2, unknownType: 3 } as const;

/** The server starts no more commands on this connection. */
export class SessionRefusedError extends EnvironmentError {}

/** The server does not forward this kind of connection. */
export class ForwardingRefusedError extends EnvironmentError {}

/** An SSH connection that is logged in. */
export class SshConnection {
  /** What the server says that it is, as in `SSH-2.0-OpenSSH_9.2p1 Debian-2`. */
  readonly server: string;
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #name: string;
  #lost: HostLostError | undefined;
  #isClosed = false;
  #tellLost!: (reason: HostLostError) => void;
  /** Settles when the connection has ended and was not closed from this side; before anything that went through it knows. */
  readonly lost = new Promise<HostLostError>((resolve) => (this.#tellLost = resolve));

  private constructor(name: string, server: string, client: Client, socket: Socket) {
    this.#name = name;
    this.server = server;
    this.#client = client;
    this.#socket = socket;
    let trouble: Error | undefined;
    client.on('error', (error) => (trouble ??= error));
    // Before ssh2's own listener, which ends the channels as if the commands had ended.
    socket.prependOnceListener('close', () => {
      if (this.#isClosed) return;
      this.#lost = new HostLostError(`the SSH connection to ${name} was lost`, trouble && { cause: trouble });
      this.#tellLost(this.#lost);
    });
  }

  /**
   * Connects and logs in.
   *
   * @throws EnvironmentError when nobody answers, the host key is not the right one, or no key gets in; DeadlineError; the
   *   signal's reason
   */
  static async open(target: SshTarget, wait: WaitOptions): Promise<SshConnection> {
    return withDeadline(`the SSH server of ${target.name}`, wait, async (signal) => {
      const socket = await dial(target, signal);
      const client = new ssh2.Client();
      const giveUp = () => socket.destroy();
      signal.addEventListener('abort', giveUp);
      try {
        const server = await logIn(target, client, socket);
        signal.removeEventListener('abort', giveUp);
        return new SshConnection(target.name, server, client, socket);
      } catch (error) {
        client.on('error', () => undefined);
        socket.destroy();
        throw error;
      }
    });
  }

  /** Why the connection has ended, if it was lost. */
  get lostBecause(): HostLostError | undefined {
    return this.#lost;
  }

  /** The server's address, and ours as the server sees it. */
  get addresses(): { readonly theirs: string | undefined; readonly ours: string | undefined } {
    return { theirs: this.#socket.remoteAddress, ours: this.#socket.localAddress };
  }

  /**
   * Starts a command.
   *
   * @param use - is given the channel at once: what a short command says may come in the same packet as the news of its start
   * @throws {@link SessionRefusedError} when the server starts no more; HostLostError
   */
  exec<T>(command: string, use: (channel: ClientChannel) => T | PromiseLike<T>): Promise<T> {
    return this.#open<T>((done, reject) =>
      this.#client.exec(command, (cause, channel) => {
        if (cause) reject(new SessionRefusedError(`${this.#name} starts no command`, { cause }));
        else done(use(channel));
      }),
    );
  }

  /**
   * Connects to a unix socket or to a TCP port of the loopback there.
   *
   * @throws NobodyListensError; {@link ForwardingRefusedError} when the server does no such thing; HostLostError
   */
  forward(address: { readonly path: string } | { readonly port: number }): Promise<Duplex> {
    const place = 'path' in address ? address.path : `port ${address.port}`;
    return this.#open<Duplex>((done, reject) => {
      const opened = (cause: Error | undefined, channel: ClientChannel) => {
        if (!cause) done(channel);
        else if ((cause as { reason?: number }).reason === reasons.connectFailed)
          reject(new NobodyListensError(`nobody listens at ${place} of ${this.#name}`, { cause }));
        else
          reject(new ForwardingRefusedError(`${this.#name} forwards no connection to ${place}`, { cause }));
      };
      if ('path' in address) this.#client.openssh_forwardOutStreamLocal(address.path, opened);
      else this.#client.forwardOut('127.0.0.1', 0, '127.0.0.1', address.port, opened);
    });
  }

  /** Takes leave. Closing twice is harmless. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#socket.destroyed) return;
    const gone = once(this.#socket, 'close').catch(() => undefined);
    this.#client.end();
    const timer = setTimeout(() => this.#socket.destroy(), leaveMs);
    await gone;
    clearTimeout(timer);
  }

  /** A connection that ends leaves its questions without an answer. */
  #open<T>(
    ask: (done: (value: T | PromiseLike<T>) => void, reject: (reason: Error) => void) => void,
  ): Promise<T> {
    const gone = () => this.#lost ?? new HostLostError(`the SSH connection to ${this.#name} is closed`);
    return new Promise<T>((resolve, reject) => {
      if (this.#lost || this.#isClosed) {
        reject(gone());
        return;
      }
      const onClose = () => reject(gone());
      this.#socket.once('close', onClose);
      const settled = () => this.#socket.off('close', onClose);
      try {
        ask(
          (value) => {
            settled();
            resolve(value);
          },
          (reason) => {
            settled();
            reject(this.#lost ?? reason);
          },
        );
      } catch (cause) {
        // Thrown by ssh2 when the socket has ended and its event has not come yet.
        settled();
        reject(new HostLostError(`the SSH connection to ${this.#name} was lost`, { cause }));
      }
    });
  }
}

async function dial({ name, address, port }: SshTarget, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host: address, port, noDelay: true });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (cause) {
    socket.on('error', () => undefined).destroy();
    signal.throwIfAborted();
    throw new EnvironmentError(`cannot reach ${name}, at ${address} port ${port}`, { cause });
  }
}

/** @returns what the server says that it is */
async function logIn(target: SshTarget, client: Client, socket: Socket): Promise<string> {
  let server = '';
  let refusal: string | undefined;
  socket.once('data', (bytes: Buffer) => (server = bytes.toString('latin1').split(/\r?\n/, 1)[0] ?? ''));
  const settings: ConnectConfig = {
    sock: socket,
    username: target.user,
    authHandler: authentication(target),
    // The caller's deadline counts.
    readyTimeout: 0,
    keepaliveInterval: keepaliveMs,
    keepaliveCountMax: keepaliveCount,
    // Dropbear forwards to unix sockets too.
    strictVendor: false,
    hostVerifier: (key: Buffer) => {
      refusal = target.hostKeys.refuse(key);
      return refusal === undefined;
    },
    ...(target.hostKeys.types.length > 0 && {
      algorithms: { serverHostKey: algorithmsOf(target.hostKeys.types) },
    }),
  };
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('ready', resolve).on('error', (error: Error & { level?: string }) => {
        // An agent that does not answer: what else there is, is tried.
        if (error.level !== 'agent') reject(error);
      });
      client.once('close', () => reject(new Error('the server closed the connection')));
      client.connect(settings);
    });
    client.removeAllListeners('error').removeAllListeners('close');
    return server;
  } catch (cause) {
    if (refusal !== undefined) throw new EnvironmentError(`${target.name} is not trusted: ${refusal}`);
    if ((cause as { level?: string }).level === 'client-authentication') {
      const notes = (target.notes ?? []).map((note) => `; ${note}`).join('');
      throw new EnvironmentError(
        `${target.name} lets nobody in as ${target.user} by ${waysIn(target)}${notes}. See that ssh gets in ` +
          'without a password: vmwright asks for none',
        { cause },
      );
    }
    throw new EnvironmentError(
      `cannot log in to ${target.name}: ${server === '' ? 'no SSH server answers' : describeError(cause)}`,
      { cause },
    );
  }
}

function waysIn({ agent, privateKeys }: SshTarget): string {
  const ways = [
    ...(agent === undefined ? [] : ['the keys of the agent']),
    ...(privateKeys.length === 0 ? [] : [`${privateKeys.length} private keys`]),
  ];
  return ways.join(' and ') || 'nothing: there is neither an agent nor a private key';
}

function authentication({ user, agent, privateKeys }: SshTarget): AuthHandlerMiddleware {
  const methods: AnyAuthMethod[] = [
    ...(agent === undefined ? [] : [{ type: 'agent' as const, username: user, agent }]),
    ...privateKeys.map((key) => ({ type: 'publickey' as const, username: user, key })),
  ];
  return (left: AuthenticationType[] | null, _partial, next) => {
    // Left is unknown before the first try.
    const method = left === null || left.includes('publickey') ? methods.shift() : undefined;
    next((method ?? false) as AnyAuthMethod);
  };
}

function algorithmsOf(types: readonly string[]): ServerHostKeyAlgorithm[] {
  const known: readonly string[] = [
    ...['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
    ...['rsa-sha2-512', 'rsa-sha2-256'],
  ];
  const wanted = types.flatMap((type) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type]));
  const able = wanted.filter((type) => known.includes(type));
  return [...new Set([...able, ...known])] as ServerHostKeyAlgorithm[];
}
