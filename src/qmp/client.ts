import type { Duplex } from 'node:stream';
import { type Observable, filter } from 'rxjs';
import { type QmpAddress, describeAddress, dial } from './address.js';
import { QmpListener } from './listener.js';
import type { EventMessage, QmpGreeting } from './messages.js';
import { type CallOptions, type QmpOptions, settle } from './options.js';
import { Session } from './session.js';
import type { CommandName, EventName, EventOf, ExecuteParameters, QmpEvent, ResultOf } from './typed.js';

/**
 * A client of one QMP server: a QEMU, or a QEMU storage daemon.
 *
 * ```ts
 * await using qmp = await QmpClient.connect({ path: '/run/vm.qmp' });
 * const { status } = await qmp.execute('query-status');
 * ```
 *
 * Any number of calls may be in flight; replies are matched by id. QEMU runs in-band commands in the order of the calls.
 */
export class QmpClient implements AsyncDisposable {
  private constructor(
    private readonly session: Session,
    /** What the server said of itself: its version, and what it offers. */
    readonly greeting: QmpGreeting,
  ) {}

  /**
   * Connects to a server that listens (`-qmp unix:PATH,server=on,wait=off`), and negotiates.
   *
   * @throws QmpConnectError when nobody listens there; QmpConnectionLostError when the server closes before it is
   *   ready; QmpProtocolError when it is no QMP server; DeadlineError when there is no greeting in time, as when
   *   another client is connected; the signal's reason when it aborts
   */
  static async connect(address: QmpAddress, options: QmpOptions = {}): Promise<QmpClient> {
    const { timeoutMs, signal } = settle(options, describeAddress(address));
    const startedMs = performance.now();
    const socket = await dial(address, { timeoutMs, signal });
    return QmpClient.#open(socket, options, describeAddress(address), startedMs);
  }

  /**
   * Listens for QEMUs that connect to us (`-qmp unix:PATH` without `server=on`). Port 0 lets the system choose.
   *
   * @param options - for each client that is accepted
   * @throws QmpConnectError when the address is taken or not ours
   */
  static async listen(address: QmpAddress, options: QmpOptions = {}): Promise<QmpListener> {
    return QmpListener.listen(address, options, (stream, settings) => QmpClient.over(stream, settings));
  }

  /**
   * Talks over a stream that is already connected: a socket that QEMU inherited (`-chardev socket,id=qmp,fd=3 -qmp
   * chardev:qmp`), a tunnel. The client owns the stream from now on, and closes it also when it throws.
   *
   * @throws as {@link QmpClient.connect}
   */
  static async over(stream: Duplex, options: QmpOptions = {}): Promise<QmpClient> {
    return QmpClient.#open(stream, options, 'the QMP stream', performance.now());
  }

  static async #open(
    stream: Duplex,
    options: QmpOptions,
    name: string,
    startedMs: number,
  ): Promise<QmpClient> {
    const settings = settle(options, name);
    const session = new Session(stream, settings);
    try {
      const leftMs = Math.max(0, settings.timeoutMs - (performance.now() - startedMs));
      return new QmpClient(session, await session.open(leftMs));
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  /**
   * Runs a command, and gives what it returns. Arguments that are undefined are not sent; integers beyond 2^53 can be
   * given as bigints, and come back as bigints.
   *
   * @throws QmpRefusedError when QEMU answers with an error; QmpDeadlineError when no reply comes in time;
   *   QmpConnectionLostError or QmpProtocolError when the connection ends first, or has ended; QmpStateError when the
   *   client was closed, or out-of-band execution was not negotiated; UsageError when JSON cannot hold the arguments, or
   *   this connection can pass no descriptor; EnvironmentError when this host cannot; the signal's reason when it aborts
   */
  execute<C extends CommandName>(command: C, ...parameters: ExecuteParameters<C>): Promise<ResultOf<C>> {
    const [args, options] = parameters as [object?, CallOptions?];
    return this.session.execute({ command, arguments: args }, options ?? {});
  }

  /**
   * Runs a command that the types do not know: of another QEMU version or target, or a vendor's.
   *
   * @throws as {@link QmpClient.execute}
   */
  executeUnknown(command: string, args?: object, options: CallOptions = {}): Promise<unknown> {
    return this.session.execute({ command, arguments: args }, options);
  }

  /**
   * Every event, as it comes: nothing is kept for those who subscribe later, so subscribe before the command that
   * causes it. Errors with the reason when the connection is lost; completes only after {@link QmpClient.close}.
   * Events that the types do not know come too. Subscribe with an error handler: rxjs makes an uncaught exception of an
   * error that nobody handles.
   */
  get events(): Observable<QmpEvent> {
    return this.session.events as Observable<QmpEvent>;
  }

  /** The events of one name; errors and completes as {@link QmpClient.events}. */
  event<N extends EventName>(name: N): Observable<EventOf<N>> {
    return this.eventUnknown(name) as Observable<EventOf<N>>;
  }

  /** The events of a name that the types do not know. */
  eventUnknown(name: string): Observable<EventMessage> {
    return this.session.events.pipe(filter((message) => message.event === name));
  }

  /**
   * Settles when the connection has ended: with the reason, or with undefined when it was closed from this side.
   * Never rejects.
   */
  get closed(): Promise<Error | undefined> {
    return this.session.closed;
  }

  /** Takes leave. Calls in flight reject with a QmpStateError. QEMU lives on. Closing twice is harmless. */
  close(): Promise<void> {
    return this.session.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
