import { setTimeout as sleep } from 'node:timers/promises';
import type { Duplex, Readable, Writable } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { until } from '../../support/deadline.js';
import { DeadlineError, EnvironmentError } from '../../support/errors.js';
import { HostLostError } from '../errors.js';
import { shellQuote } from '../../support/shell-quote.js';
import type { GuardedProcess, ProcessEnd } from '../host.js';
import type { Guardian } from './guardian.js';
import { started, startScript } from './guardian-script.js';
import { quoted, type HostShell } from './host-shell.js';

/** After its end a process's output is waited for this long. */
const lastOutputMs = 2_000;
/** The kernel takes its time with a process of many gigabytes. */
const killBudgetMs = 10_000;
const sweepIntervalMs = 20;

/** What a process needs of its host. */
export interface ProcessSurroundings {
  readonly name: string;
  readonly guardian: Guardian;
  readonly shell: HostShell;
  /** Settles when the way to the host is lost. */
  readonly lost: Promise<unknown>;
  /** Why it was lost, if so. */
  readonly lostBecause: () => EnvironmentError | undefined;
  /** Starts a command on a channel of its own. */
  exec<T>(command: string, use: (channel: ClientChannel) => T | PromiseLike<T>): Promise<T>;
}

/** A process on a host that is reached over SSH: its stdin, stdout and stderr are a channel of the connection. */
export class SshProcess implements GuardedProcess {
  readonly ended: Promise<ProcessEnd>;
  readonly #gone: Promise<void>;
  readonly #closed: Promise<void>;
  #isGone = false;

  private constructor(
    private readonly host: ProcessSurroundings,
    private readonly channel: ClientChannel,
    readonly pid: number,
    exit: Promise<Exit | undefined>,
    killsBefore: number,
  ) {
    this.#closed = new Promise((resolve) => channel.once('close', resolve));
    const exited = exit.then(async (how) => {
      // Before the channel's end is waited for: what is left behind may hold it open.
      if (!host.lostBecause()) await this.#sweep().catch(() => undefined);
      this.#isGone = true;
      return how;
    });
    this.#gone = exited.then(() => undefined);
    this.ended = exited.then((how) => this.#endOf(how, killsBefore));
  }

  /** As {@link Host.spawn}. Nothing is read from its stdout and stderr before somebody listens. */
  static async start(host: ProcessSurroundings, argv: readonly string[]): Promise<SshProcess> {
    const { root, prefix } = host.guardian;
    const command = `exec ${shellQuote([...prefix, '/bin/sh', '-c', startScript, 'sh', root, ...argv])}`;
    return await host.exec(command, async (channel) => {
      // Writing to one that has just ended is no reason to fall over.
      channel.on('error', () => undefined);
      const exit = exitOf(channel, host.lost);
      const [pid = 0, kills = 0] = (await startLine(channel)).split(' ').slice(1).map(Number);
      if (pid > 0) return new SshProcess(host, channel, pid, exit, kills);
      channel.destroy();
      throw (
        host.lostBecause() ?? new EnvironmentError(`cannot start ${argv[0] ?? 'nothing'} on ${host.name}`)
      );
    });
  }

  get stdin(): Writable {
    return this.channel;
  }
  get stdout(): Readable {
    return this.channel;
  }
  get stderr(): Readable {
    return this.channel.stderr;
  }

  /** Both its stdin and its stdout. */
  get stream(): Duplex {
    return this.channel;
  }

  async signal(signal: NodeJS.Signals): Promise<void> {
    if (this.#isGone || this.host.lostBecause()) return;
    await this.host.shell.ask(`kill -s ${signal.slice(3)} -- -${this.pid} 2>/dev/null`);
  }

  /**
   * Kills the whole group, and makes sure that it is gone. Where the way to the host is lost, its guardian does.
   *
   * @throws EnvironmentError when something cannot be killed: the kernel holds it in a call that never returns
   */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.signal('SIGKILL');
      const gone = this.#gone.then(() => true);
      await until('the processes to be gone', { timeoutMs: killBudgetMs }, () => gone);
    } catch (cause) {
      if (this.host.lostBecause()) return;
      if (!(cause instanceof DeadlineError)) throw cause;
      throw new EnvironmentError(`cannot kill the process group ${this.pid} on ${this.host.name}`, { cause });
    }
  }

  async #sweep(): Promise<void> {
    const { shell, guardian } = this.host;
    const file = quoted(`${guardian.root}/groups/${this.pid}`);
    const script = `kill -s KILL -- -${this.pid} 2>/dev/null; ! living_member ${this.pid} && rm -f -- ${file}`;
    while ((await shell.ask(script)).code !== 0) await sleep(sweepIntervalMs, undefined, { ref: false });
  }

  async #endOf(how: Exit | undefined, killsBefore: number): Promise<ProcessEnd> {
    const { channel, host } = this;
    await Promise.race([this.#closed, sleep(lastOutputMs, undefined, { ref: false })]);
    channel.resume();
    channel.stderr.resume();
    channel.destroy();
    const hostLost = host.lostBecause();
    if (!how) return { exitCode: null, signal: null, ...(hostLost && { hostLost }) };
    const { exitCode, signal } = how;
    const mayBeKilled = signal === 'SIGKILL' || exitCode === 137;
    return mayBeKilled ? await this.#killedBy(how, killsBefore) : { exitCode, signal, outOfMemory: false };
  }

  /** SIGKILL comes from the kernel for want of memory, or from a guardian that has given the connection up, or neither. */
  async #killedBy(how: Exit, killsBefore: number): Promise<ProcessEnd> {
    const { shell, guardian, lostBecause, name } = this.host;
    try {
      const { output } = await shell.ask(
        `echo "guarded $([ -d ${quoted(guardian.root)}/groups ]; echo $?)"; show </proc/vmstat`,
      );
      if (output.startsWith('guarded 0')) {
        const kills = Number(/^oom_kill (\d+)$/m.exec(output)?.[1] ?? 0);
        return { ...how, outOfMemory: kills > killsBefore };
      }
    } catch {
      // The shell has ended with the connection.
    }
    const ended = new HostLostError(`the SSH connection to ${name} was lost, as its guardian there found`);
    return { exitCode: null, signal: null, hostLost: lostBecause() ?? ended };
  }
}

interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Settles with nothing when the channel closes without a word about the process. */
function exitOf(channel: ClientChannel, lost: Promise<unknown>): Promise<Exit | undefined> {
  return new Promise((resolve) => {
    channel.once('exit', (exitCode: number | null, signal?: NodeJS.Signals) =>
      resolve({ exitCode, signal: signal ?? null }),
    );
    channel.once('close', () => resolve(undefined));
    // A channel closes only once its output has been read.
    void lost.then(() => resolve(undefined));
  });
}

/** Reads on to the line that tells of the start, and puts back what comes behind it; an empty one when there is none. */
function startLine(channel: ClientChannel): Promise<string> {
  return new Promise((resolve) => {
    let unread = Buffer.alloc(0);
    const done = (line: string) => {
      channel.off('readable', look);
      if (unread.length > 0) channel.unshift(unread);
      resolve(line);
    };
    const look = () => {
      for (let bytes = read(); bytes; bytes = read()) {
        unread = Buffer.concat([unread, bytes]);
        for (let end = unread.indexOf('\n'); end >= 0; end = unread.indexOf('\n')) {
          const line = unread.toString('utf8', 0, end);
          unread = unread.subarray(end + 1);
          if (!line.startsWith(`${started} `)) continue;
          done(line);
          return;
        }
      }
    };
    const read = () => channel.read() as Buffer | null;
    channel.on('readable', look).once('end', () => done(''));
  });
}
