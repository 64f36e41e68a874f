import type { ClientChannel } from 'ssh2';
import { shellQuote } from '../../support/shell-quote.js';
import { EnvironmentError } from '../../support/errors.js';
import { sshGuardianScript } from './guardian-script.js';

/** Milliseconds between two signs of life. */
const beatMs = 1_000;

type Start = <T>(command: string, use: (channel: ClientChannel) => T | PromiseLike<T>) => Promise<T>;

/**
 * The shell on a host that watches over what must not outlive vmwright or the connection. Somebody may kill it: then another
 * takes its place.
 */
export class Guardian {
  #channel: ClientChannel;
  readonly #heart: NodeJS.Timeout;
  #isEnding = false;

  private constructor(
    private readonly exec: Start,
    private readonly id: string,
    channel: ClientChannel,
    /** The directory that all the rest is in. */
    readonly root: string,
    /** Where copies of files are kept from one run to the next. */
    readonly copies: string,
    /** What a command begins with, so that it leads a group of its own, and that the kernel kills it with the connection. */
    readonly prefix: readonly string[],
  ) {
    this.#channel = channel;
    this.#heart = setInterval(() => this.#channel.writable && this.#channel.write('\n'), beatMs).unref();
    this.#watch();
  }

  /**
   * @param id - the name of the directory that it makes
   * @throws EnvironmentError when there is no shell, or no place for a directory
   */
  static async start(name: string, id: string, exec: Start): Promise<Guardian> {
    const { channel, told } = await begin(exec, id, 'new');
    const root = told.get('root');
    const copies = told.get('copies');
    if (root === undefined || copies === undefined) {
      channel.destroy();
      const said = [...told.keys()].join(' ') || 'it says nothing';
      throw new EnvironmentError(`${name} gives no directory to work in, or has no POSIX shell: ${said}`);
    }
    const leads = told.has('leads');
    if (!leads && !told.has('setsid')) {
      channel.destroy();
      throw new EnvironmentError(
        `${name} starts commands in the process group of its server, and has no setsid (util-linux, busybox): ` +
          'what they start could not be ended together',
      );
    }
    const prefix = [
      ...(leads ? [] : ['setsid']),
      ...(told.has('pdeathsig') ? ['setpriv', '--pdeathsig', 'KILL', '--'] : []),
    ];
    return new Guardian(exec, id, channel, root, copies, prefix);
  }

  /** Has it take away all that is left, and returns when it has. */
  async end(): Promise<void> {
    this.#isEnding = true;
    clearInterval(this.#heart);
    if (this.#channel.destroyed) return;
    const closed = new Promise((resolve) => this.#channel.once('close', resolve));
    this.#channel.end();
    await closed;
  }

  /** The connection is lost. */
  abandon(): void {
    this.#isEnding = true;
    clearInterval(this.#heart);
  }

  #watch(): void {
    this.#channel.resume();
    this.#channel.once('close', () => {
      if (!this.#isEnding) void this.#replace();
    });
  }

  async #replace(): Promise<void> {
    try {
      const { channel, told } = await begin(this.exec, this.id, 'adopt');
      if (!told.has('root')) return;
      this.#channel = channel;
      this.#watch();
    } catch {
      // The connection is lost with it.
    }
  }
}

interface Begun {
  readonly channel: ClientChannel;
  /** What it printed, by the first word of each line. */
  readonly told: ReadonlyMap<string, string>;
}

function begin(exec: Start, id: string, kind: 'new' | 'adopt'): Promise<Begun> {
  const command = `exec ${shellQuote(['/bin/sh', '-c', sshGuardianScript, 'vmwright-guardian', id, kind])}`;
  return exec(command, (channel) => {
    channel.on('error', () => undefined);
    return new Promise<Begun>((resolve) => {
      const told = new Map<string, string>();
      let unread = '';
      const read = (bytes: Buffer) => {
        const lines = (unread + bytes.toString()).split('\n');
        unread = lines.pop() ?? '';
        for (const line of lines) {
          const [word = '', ...rest] = line.split(' ');
          told.set(word, rest.join(' '));
        }
        if (told.has('ready')) resolve({ channel, told });
      };
      channel.on('data', read);
      channel.stderr.on('data', (bytes: Buffer) => told.set(bytes.toString().trim(), ''));
      channel.once('close', () => resolve({ channel, told }));
    });
  });
}
