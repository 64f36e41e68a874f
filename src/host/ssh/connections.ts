import type { ClientChannel } from 'ssh2';
import type { WaitOptions } from '../../support/deadline.js';
import type { HostLostError } from '../errors.js';
import { SessionRefusedError, SshConnection } from './connection.js';
import type { SshTarget } from './target.js';

/** Milliseconds until a server must have let us in. */
const loginMs = 30_000;

interface Member {
  readonly connection: SshConnection;
  /** How many commands run on it, and how many it takes. */
  running: number;
  most: number;
}

/**
 * The connection to a host; more of them only where its server starts no more commands on one. OpenSSH's `MaxSessions` is 10
 * unless told otherwise; dropbear before 2024.86 ends a connection when one command ends while another one starts, so that
 * each gets a connection of its own.
 */
export class Connections {
  readonly #members: Member[] = [];
  readonly #first: SshConnection;
  #tellLost!: (reason: HostLostError) => void;
  #lostBecause: HostLostError | undefined;
  #isClosed = false;
  /** Settles when one of them is lost, which is then the end of all. */
  readonly lost = new Promise<HostLostError>((resolve) => (this.#tellLost = resolve));

  private constructor(
    private readonly target: SshTarget,
    first: SshConnection,
  ) {
    this.#first = first;
    this.#adopt(first);
  }

  /** @throws as {@link SshConnection.open} */
  static async open(target: SshTarget, wait: WaitOptions): Promise<Connections> {
    return new Connections(target, await SshConnection.open(target, wait));
  }

  get lostBecause(): HostLostError | undefined {
    return this.#lostBecause ?? this.#members.map(({ connection }) => connection.lostBecause).find(Boolean);
  }

  get first(): SshConnection {
    return this.#first;
  }

  /** Starts a command on whichever connection takes it. @throws as {@link SshConnection.exec} */
  async exec<T>(command: string, use: (channel: ClientChannel) => T | PromiseLike<T>): Promise<T> {
    for (;;) {
      const member = this.#members.find(({ running, most }) => running < most) ?? (await this.#more());
      member.running += 1;
      const release = () => (member.running -= 1);
      try {
        return await member.connection.exec(command, (channel) => {
          channel.once('close', release);
          return use(channel);
        });
      } catch (error) {
        const isFull = error instanceof SessionRefusedError && member.running > 1;
        if (!(error instanceof SessionRefusedError)) throw error;
        release();
        if (!isFull) throw error;
        member.most = member.running;
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#members.map(({ connection }) => connection.close()));
  }

  async #more(): Promise<Member> {
    return this.#adopt(await SshConnection.open(this.target, { timeoutMs: loginMs }));
  }

  #adopt(connection: SshConnection): Member {
    const member = { connection, running: 0, most: needsOneEach(connection.server) ? 1 : Infinity };
    this.#members.push(member);
    void connection.lost.then((reason) => {
      this.#lostBecause ??= reason;
      this.#tellLost(reason);
      // What runs on the others is not guarded any more.
      void this.close();
    });
    if (this.#isClosed) void connection.close();
    return member;
  }
}

function needsOneEach(server: string): boolean {
  const [, year = '', number = ''] = /dropbear_(\d+)\.(\d+)/.exec(server) ?? [];
  return year !== '' && Number(`${year}.${number}`) < 2024.86;
}
