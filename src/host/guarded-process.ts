import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/deadline.js';
import { DeadlineError, EnvironmentError } from '../support/errors.js';
import { guardian } from './guardian.js';
import { outOfMemoryKills } from './out-of-memory.js';
import { killedWithParent } from './parent-death.js';
import { groupMembers, signalGroup } from './process-group.js';

/** How a process ended: by an exit code or by a signal. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the kernel killed something for want of memory while the process lived. */
  readonly outOfMemory?: boolean;
}

/** After its end a process's output is waited for this long: a child that it left behind may hold the pipe open. */
const lastOutputMs = 250;
/** The kernel takes its time with a process of many gigabytes. */
const killBudgetMs = 10_000;
const sweepIntervalMs = 10;

/**
 * A process that cannot outlive vmwright, with everything that it starts: it leads a process group and a session of its
 * own, out of reach of the terminal's Ctrl-C, so that vmwright alone decides when it ends. What it leaves behind when it
 * ends is killed.
 */
export class GuardedProcess implements AsyncDisposable {
  /** Settles when the process has ended and its output was read; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #release: () => void;
  #isGone = false;

  private constructor(
    child: ChildProcessByStdio<Writable, Readable, Readable>,
    /** The id of the process, and of its group. */
    readonly pid: number,
  ) {
    this.#child = child;
    this.#release = guardian.guard(`group ${pid}`);
    this.ended = endOf(child);
    void this.ended.then(() => this.#sweep());
  }

  /**
   * Starts a program. Nothing is read from its stdout and stderr before somebody listens.
   *
   * @param argv - the program's absolute path, then its arguments
   * @throws {@link EnvironmentError} when the system has no process to give. A program that cannot be executed is told
   *   by the shell: exit code 126 or 127, and its words on stderr
   */
  static async spawn(argv: readonly string[]): Promise<GuardedProcess> {
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
    return new GuardedProcess(child, child.pid);
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

  /** Signals the whole group. @returns whether anybody was left */
  signal(signal: NodeJS.Signals): boolean {
    return !this.#isGone && signalGroup(this.pid, signal);
  }

  /**
   * Kills the whole group, and makes sure that it is gone.
   * @throws {@link EnvironmentError} when something cannot be killed: the kernel holds it in a call that never returns
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGKILL');
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

  /**
   * Kills what the process left behind. From then on nothing is sent to the group: the kernel gives its id to somebody
   * else sooner or later.
   */
  async #sweep(): Promise<void> {
    this.signal('SIGKILL');
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
