import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { QmpClient, type QmpOptions } from '../../../src/qmp/index.js';

/** What a command looks like to the peer. */
export interface SeenCommand {
  readonly execute?: string;
  readonly 'exec-oob'?: string;
  readonly arguments?: Record<string, unknown>;
  readonly id: number;
}

export const GREETING = {
  QMP: { version: { qemu: { micro: 1, minor: 2, major: 7 }, package: '' }, capabilities: ['oob'] },
};

/** The server's side of one connection: does what a test says, and nothing by itself. */
export class PeerConnection {
  readonly #lines: AsyncIterator<string, undefined>;

  constructor(readonly socket: Socket) {
    socket.on('error', () => undefined);
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  /** Sends an object as a line, or text and bytes as they are. */
  send(what: object | string | Buffer): void {
    const raw = typeof what === 'string' || Buffer.isBuffer(what);
    this.socket.write(raw ? what : `${JSON.stringify(what)}\r\n`);
  }

  /** The next command of the client. Rejects when it has closed. */
  async next(): Promise<SeenCommand> {
    return JSON.parse(await this.nextText()) as SeenCommand;
  }

  async nextText(): Promise<string> {
    const line = await this.#lines.next();
    if (line.done) throw new Error('the client closed the connection');
    return line.value;
  }

  /** Answers the next command, whatever it is. */
  async answerNext(value: unknown = {}): Promise<SeenCommand> {
    const command = await this.next();
    this.send({ return: value, id: command.id });
    return command;
  }

  async negotiate(greeting: object = GREETING): Promise<SeenCommand> {
    this.send(greeting);
    return this.answerNext();
  }
}

/** A TCP server whose connections a test scripts. */
export class ScriptedPeer implements AsyncDisposable {
  readonly #connections: PeerConnection[] = [];

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.#connections.push(new PeerConnection(socket)));
  }

  static async listen(): Promise<ScriptedPeer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedPeer(server);
  }

  get address(): { host: string; port: number } {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  async connection(): Promise<PeerConnection> {
    if (this.#connections.length === 0) await once(this.server, 'connection');
    return this.#connections[0] ?? this.connection();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { socket } of this.#connections) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A client that is ready, and its peer. */
export class ConnectedPair implements AsyncDisposable {
  private constructor(
    readonly client: QmpClient,
    readonly peer: PeerConnection,
    private readonly server: ScriptedPeer,
  ) {}

  static async open(options: QmpOptions = {}): Promise<ConnectedPair> {
    const server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address, { timeoutMs: 10_000, ...options });
    const peer = await server.connection();
    await peer.negotiate();
    return new ConnectedPair(await connecting, peer, server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.server[Symbol.asyncDispose]();
  }
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
}
