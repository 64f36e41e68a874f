import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../support/deadline.js';
import { DeadlineError, EnvironmentError } from '../../support/errors.js';
import type { GuardedProcess, ProcessEnd } from '../host.js';
import { guardian } from './guardian.js';
import { outOfMemoryKills } from './out-of-memory.js';
import { killedWithParent } from './parent-death.js';
import { groupMembers, signalGroup } from './process-group.js';

/** After its end a process's output is waited for this long: a child that it left behind may hold the pipe open. */
const lastOutputMs = 250;
/** The kernel takes its time with a process of many gigabytes. */
const killBudgetMs = 10_000;
const sweepIntervalMs = 10;

/**
 * A process on this machine. It leads a session of its own, out of reach of the terminal's Ctrl-C, so that vmwright alone
 * decides when it ends.
 */
export class LocalProcess implements GuardedProcess {
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #release: () => void;
  #isGone = false;

  private constructor(
    child: ChildProcessByStdio<Writable, Readable, Readable>,
    readonly pid: number,
  ) {
    this.#child = child;
    this.#release = guardian.guard(`group ${pid}`);
    this.ended = endOf(child);
    void this.ended.then(() => this.#sweep());
  }

  /** As {@link Host.spawn}. Nothing is read from its stdout and stderr before somebody listens. */
  static async spawn(argv: readonly string[]): Promise<LocalProcess> {
    const [command, ...rest] = killedWithParent(argv);
    let child;
    try {
      child = spawn(command, rest, { detached: true, stdio: 'pipe' });
    } catch (cause) {
      throw cannotStart(argv, cause);
    }
    // Writing to one that has just ended is no reason to fall over.
    child.stdin.on('error', () => undefined);
    if (child.pid === undefined) {
      const [cause] = (await once(child, 'error')) as [Error];
      throw cannotStart(argv, cause);
    }
    return new LocalProcess(child, child.pid);
  }

  get stdin(): Writable {
    return this.#child.stdin;
  }
  get stdout(): Readable {
    return this.#child.stdout;
  }
  get stderr(): Readable {
    return this.#child.stderr;
  }

  signal(signal: NodeJS.Signals): Promise<void> {
    this.#signal(signal);
    return Promise.resolve();
  }

  /**
   * Kills the whole group, and makes sure that it is gone.
   * @throws {@link EnvironmentError} when something cannot be killed: the kernel holds it in a call that never returns
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal('SIGKILL');
    try {
      await until('the processes to be gone', { timeoutMs: killBudgetMs, intervalMs: 5 }, () =>
        this.#isGone ? true : undefined,
      );
    } catch (cause) {
      if (!(cause instanceof DeadlineError)) throw cause;
      throw new EnvironmentError(`cannot kill ${groupMembers(this.pid).join(', ')}: see /proc/PID/stack`, {
        cause,
      });
    }
  }

  #signal(signal: NodeJS.Signals): void {
    if (!this.#isGone) signalGroup(this.pid, signal);
  }

  /**
   * Kills what the process left behind. From then on nothing is sent to the group: the kernel gives its id to somebody
   * else sooner or later.
   */
  async #sweep(): Promise<void> {
    this.#signal('SIGKILL');
    while (groupMembers(this.pid).length > 0) await sleep(sweepIntervalMs, undefined, { ref: false });
    this.#isGone = true;
    this.#release();
  }
}

async function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<ProcessEnd> {
  const closed = once(child, 'close');
  const killsBefore = outOfMemoryKills();
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  await Promise.race([closed, sleep(lastOutputMs, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  return { exitCode, signal, outOfMemory: outOfMemoryKills() > killsBefore };
}

function cannotStart([program = '']: readonly string[], cause: unknown): EnvironmentError {
  return new EnvironmentError(`cannot start ${program}`, { cause });
}
