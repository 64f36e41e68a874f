import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { EnvironmentError } from '../support/errors.js';
import type { LabSpec } from './lab-spec.js';
import { makeStateFolder, supervisorLog } from './state-file.js';
import type { SupervisorMessage } from './supervise.js';

/** Milliseconds for one that is not wanted to end its machine in order. */
const orderlyMs = 10_000;

/** The process that owns a lab which is to stay up. Until the lab is up it is ended when this is disposed of, or this process ends. */
export class Supervisor implements AsyncDisposable {
  #isFree = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {}

  /** @param argv - a program that calls `superviseLab` for the lab that it is told of by Node's IPC, with its arguments */
  static async start([program = '', ...args]: readonly string[], cache: string): Promise<Supervisor> {
    await makeStateFolder(cache);
    const file = supervisorLog(cache);
    const log = openSync(file, 'a', 0o600);
    // In a session of its own, out of reach of this terminal; it holds nothing of ours open.
    const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    // Whoever waits for it is told; before that nobody minds.
    child.on('error', () => undefined);
    return new Supervisor(child, file);
  }

  /**
   * Has it start a lab, and leaves it to itself once that is up.
   *
   * @throws EnvironmentError when it does not come up; DeadlineError when the time is up; the signal's reason
   */
  async run(spec: LabSpec, wait: WaitOptions, progress: ((line: string) => void) | undefined): Promise<void> {
    const { child } = this;
    await withDeadline('the lab to be up', wait, (signal) => this.#upOrFailed(spec, signal, progress));
    this.#isFree = true;
    child.disconnect();
    child.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { child } = this;
    const isOver = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (this.#isFree || isOver) return;
    const exited = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    // Its machine ends with it in any case, by the kernel's hand.
    const force = setTimeout(() => child.kill('SIGKILL'), orderlyMs);
    await exited;
    clearTimeout(force);
  }

  async #upOrFailed(
    spec: LabSpec,
    signal: AbortSignal,
    progress: ((line: string) => void) | undefined,
  ): Promise<void> {
    const { child } = this;
    await new Promise<void>((done, fail) => {
      const ended = (how: string) =>
        fail(
          new EnvironmentError(`the lab's supervisor ended (${how}) before the lab was up; see ${this.log}`),
        );
      signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true });
      child.once('error', (cause) =>
        fail(new EnvironmentError("cannot start the lab's supervisor", { cause })),
      );
      child.once('exit', (code, by) => ended(by ?? `exit code ${String(code)}`));
      child.on('message', (message) => {
        const told = message as SupervisorMessage;
        if (told.kind === 'progress') progress?.(told.line);
        else if (told.kind === 'up') done();
        else fail(new EnvironmentError(told.message));
      });
      if (child.pid === undefined) ended('it could not be started');
      else if (child.exitCode !== null) ended(`exit code ${child.exitCode}`);
      else child.send(spec, () => undefined);
    });
  }
}
