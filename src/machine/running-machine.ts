import { setTimeout as sleep } from 'node:timers/promises';
import { isFrozen, type GuardedProcess, type PrivateDirectory } from '../host/index.js';
import type { QmpClient } from '../qmp/index.js';
import type { MachineSpec } from '../qemu/index.js';
import type { CleanUp } from '../support/clean-up.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { EnvironmentError } from '../support/errors.js';
import type { Ask, Death } from './death.js';
import { forwardedPort } from './forwarded-port.js';
import type { MachineLogs } from './machine-logs.js';
import { pasteable } from './pasteable.js';
import type { SerialConsole } from './serial-console.js';
import type { StderrLog } from './stderr-log.js';
import type { StoppedMachine } from './stopped-machine.js';

/** Milliseconds for each step of {@link RunningMachine.stop}. */
const quitBudgetMs = 3_000;
const termBudgetMs = 2_000;
/** One whose monitor is lost may just be ending. Milliseconds. */
const lastMomentsMs = 500;
/** While it is waited for, this often one looks whether it is frozen. Milliseconds. */
const frozenCheckMs = 50;

/** Everything that {@link launch} puts together. */
export interface MachineParts {
  readonly spec: MachineSpec;
  readonly pid: number;
  /** The arguments of a machine in its place, the executable first. */
  readonly commandLineOf: (spec: MachineSpec) => string[];
  /** To the monitor of the QEMU that is in the process by then. */
  readonly connect: (wait: WaitOptions) => Promise<QmpClient>;
  readonly qmp: QmpClient;
  readonly console: SerialConsole;
  readonly process: GuardedProcess;
  readonly directory: PrivateDirectory;
  readonly logs: MachineLogs | undefined;
  readonly stderr: StderrLog;
  readonly died: Promise<Death>;
  /** Called before QEMU is told to end. */
  readonly announce: (ask: Ask) => void;
  /** Takes everything back. */
  readonly cleanUp: CleanUp;
}

/** A QEMU that runs, and answers QMP. Made by {@link launch}. */
export class RunningMachine implements AsyncDisposable {
  readonly spec: MachineSpec;
  /** The process id of QEMU itself, also where a wrapper script runs it as its child. */
  readonly pid: number;
  /** Can be pasted into a shell, and starts the same machine there. */
  readonly commandLine: string;
  readonly qmp: QmpClient;
  readonly console: SerialConsole;
  /** The machine's private directory, for files that need not outlive it. Its path is short enough for sockets. */
  readonly directory: string;
  /** Settles as soon as the process ends, for whatever reason. Never rejects. */
  readonly died: Promise<Death>;
  readonly #parts: MachineParts;
  #stopped: Promise<StoppedMachine> | undefined;
  /** Whether another QEMU takes over its process, as far as one knows. */
  #succession: 'none' | 'awaited' | RunningMachine = 'none';

  constructor(parts: MachineParts) {
    this.spec = parts.spec;
    this.pid = parts.pid;
    this.commandLine = pasteable(parts.directory.path, parts.commandLineOf(parts.spec));
    this.qmp = parts.qmp;
    this.console = parts.console;
    this.directory = parts.directory.path;
    this.died = parts.died;
    this.#parts = parts;
  }

  /** Why the logs could not be written any more, if so: a full disk also explains other failures. */
  get logFailure(): EnvironmentError | undefined {
    return this.#parts.logs?.failure;
  }

  /** What QEMU wrote to stderr so far: its last lines, oldest first. */
  get lastWords(): readonly string[] {
    return this.#parts.stderr.tail;
  }

  /**
   * The port on 127.0.0.1 that leads to the guest's SSH. QEMU chose it.
   * @throws {@link EnvironmentError} when QEMU forwards none
   */
  async sshPort(): Promise<number> {
    const table = await this.qmp.execute('human-monitor-command', { 'command-line': 'info usernet' });
    const port = forwardedPort(table, 22);
    if (port === undefined)
      throw new EnvironmentError(`QEMU forwards no port to the guest's SSH: ${table.trim()}`);
    return port;
  }

  /**
   * Ends the machine: QMP's `quit`, then SIGTERM, then SIGKILL, each with a budget of its own, until QEMU and all that it
   * started is gone, and the private directory with it. Works on one that is frozen, deaf or dead. The same promise is
   * given when called again.
   *
   * @throws {@link EnvironmentError} when something could not be taken back, or the logs could not be written
   */
  stop(): Promise<StoppedMachine> {
    if (this.#succession instanceof RunningMachine) return this.#succession.stop();
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  /** What QEMU would have to execute to be another machine in its process: the program, its arguments. */
  commandOf(spec: MachineSpec): string[] {
    return this.#parts.commandLineOf(spec);
  }

  /** Whether another QEMU is to take over its process: then its monitor closes without anything being wrong. */
  get isSucceeded(): boolean {
    return this.#succession !== 'none';
  }

  /**
   * Waits until QEMU has replaced itself by another one (exec), as it does at the end of mode cpr-exec. To be called before
   * QEMU is told to. Process, console and logs are the same ones; the monitor is another. This machine is over then, and to
   * stop it stops its successor.
   *
   * @param spec - what the other one is
   * @throws DeadlineError when it does not, or its monitor does not answer; as {@link launch} when it ends instead
   */
  async successor(spec: MachineSpec, wait: WaitOptions): Promise<RunningMachine> {
    this.#succession = 'awaited';
    try {
      await withDeadline('QEMU to replace itself by another', wait, () => this.qmp.closed);
      const qmp = this.#parts.cleanUp.use(await this.#parts.connect(wait));
      return (this.#succession = new RunningMachine({ ...this.#parts, spec, qmp }));
    } catch (error) {
      this.#succession = 'none';
      throw error;
    }
  }

  /**
   * Halts the process itself, not only its VM: it takes in nothing and answers nothing any more (SIGSTOP). It can be
   * ended as ever.
   */
  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  /**
   * Ends the process from one moment to the next (SIGKILL), as when its host fails, and returns when it is gone. What it
   * leaves behind, {@link RunningMachine.stop} takes back.
   */
  async kill(): Promise<void> {
    this.#parts.announce('SIGKILL');
    process.kill(this.pid, 'SIGKILL');
    await this.died;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<StoppedMachine> {
    const ask = await this.#end();
    // Whatever is left of the process group is killed here, the directory removed, the logs closed.
    await this.#parts.cleanUp[Symbol.asyncDispose]();
    if (this.logFailure) throw this.logFailure;
    const death = await this.died;
    return { spec: this.spec, commandLine: this.commandLine, death, manner: death.asked ? ask : 'by itself' };
  }

  /** @returns what it took */
  async #end(): Promise<Ask> {
    const { process, announce } = this.#parts;
    announce('quit');
    let givenUpMs = performance.now() + quitBudgetMs;
    this.qmp.execute('quit', undefined, { timeoutMs: quitBudgetMs }).then(
      // It takes leave: whoever follows its events is told of an end, not of a loss.
      () => this.qmp.close(),
      () => (givenUpMs = performance.now() + lastMomentsMs),
    );
    if (await this.#diesBefore(() => givenUpMs)) return 'quit';
    announce('SIGTERM');
    process.signal('SIGTERM');
    givenUpMs = performance.now() + termBudgetMs;
    if (await this.#diesBefore(() => givenUpMs)) return 'SIGTERM';
    announce('SIGKILL');
    process.signal('SIGKILL');
    return 'SIGKILL';
  }

  /** One that is frozen is not waited for. */
  async #diesBefore(givenUpMs: () => number): Promise<boolean> {
    const died = this.died.then(() => true);
    while (performance.now() < givenUpMs() && !isFrozen(this.pid)) {
      if (await Promise.race([died, sleep(frozenCheckMs, false)])) return true;
    }
    return false;
  }
}
