import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { withDeadline } from '../support/deadline.js';
import { type QmpAddress, describeAddress, netOptions } from './address.js';
import type { QmpClient } from './client.js';
import { QmpConnectError, QmpStateError } from './errors.js';
import { type QmpOptions, settle } from './options.js';

/** Makes a client of a stream that is connected. */
type Adopt = (stream: Duplex, options: QmpOptions) => Promise<QmpClient>;

/** Waits for QEMUs that connect to us: `-qmp unix:PATH` or `-qmp tcp:HOST:PORT` without `server=on`. */
export class QmpListener implements AsyncDisposable {
  /** Peers that have connected and were not accepted yet. */
  readonly #arrived: Socket[] = [];
  readonly #waiting: { take(socket: Socket): void; fail(error: Error): void }[] = [];
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly server: Server,
    /** Where it listens; for port 0, with the port that the system chose. */
    readonly address: QmpAddress,
    private readonly options: QmpOptions,
    private readonly adopt: Adopt,
  ) {
    server.on('connection', (socket) => this.#arrive(socket));
  }

  /** See {@link QmpClient.listen}. @internal */
  static async listen(address: QmpAddress, options: QmpOptions, adopt: Adopt): Promise<QmpListener> {
    const name = describeAddress(address);
    const { timeoutMs, signal } = settle(options, name);
    const server = createServer();
    await withDeadline(
      `the socket ${name} to listen`,
      { timeoutMs, signal },
      () =>
        new Promise<void>((resolve, reject) => {
          server.once('error', (cause) =>
            reject(new QmpConnectError(`cannot listen for QMP at ${name}: ${cause.message}`, { cause })),
          );
          server.listen(netOptions(address), resolve);
        }),
    );
    const bound = 'path' in address ? address : { ...address, port: (server.address() as AddressInfo).port };
    return new QmpListener(server, bound, options, adopt);
  }

  /**
   * The next QEMU that connects, greeted and negotiated with. Those that connect before are kept for this.
   *
   * @throws DeadlineError when none connects in `timeoutMs` (the listener's by default); {@link QmpStateError} when
   *   the listener is closed; and as {@link QmpClient.connect}
   */
  async accept(
    wait: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
  ): Promise<QmpClient> {
    const name = describeAddress(this.address);
    const options: QmpOptions = { name: `the QEMU that connected to ${name}`, ...this.options, ...wait };
    const { timeoutMs, signal } = settle(options, name);
    const socket = await withDeadline(`a QEMU to connect to ${name}`, { timeoutMs, signal }, (gaveUp) =>
      this.#next(gaveUp),
    );
    return this.adopt(socket, { ...options, timeoutMs: this.options.timeoutMs });
  }

  /** Stops listening. Clients that were accepted live on; peers that were not are closed. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.#arrived.splice(0)) socket.destroy();
      const closed = new QmpStateError(`the listener at ${describeAddress(this.address)} was closed`);
      for (const waiter of this.#waiting.splice(0)) waiter.fail(closed);
    });
    return this.#closing;
  }

  #arrive(socket: Socket): void {
    socket.setNoDelay(true);
    // Until a client listens, an error only means that this peer has gone; accept() will say so.
    socket.on('error', () => undefined);
    const waiter = this.#waiting.shift();
    if (waiter) waiter.take(socket);
    else this.#arrived.push(socket);
  }

  async #next(gaveUp: AbortSignal): Promise<Socket> {
    if (this.#closing) throw new QmpStateError(`the listener at ${describeAddress(this.address)} was closed`);
    const arrived = this.#arrived.shift();
    if (arrived) return arrived;
    return new Promise((take, fail) => {
      const waiter = { take, fail };
      this.#waiting.push(waiter);
      gaveUp.addEventListener('abort', () => {
        const index = this.#waiting.indexOf(waiter);
        if (index !== -1) this.#waiting.splice(index, 1);
      });
    });
  }
}
