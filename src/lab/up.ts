import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { holdLock } from '../debian/lock.js';
import { cacheDirectory } from '../image/index.js';
import { CleanUp } from '../support/clean-up.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { labFolder } from './lab-image.js';
import { factsOf, prepareLab, type LabFacts, type LabSpec } from './lab-spec.js';
import type { LabOptions } from './options.js';
import { lockFile, makeStateFolder, readLabState, supervisorLog, type LabState } from './state-file.js';
import type { SupervisorMessage } from './supervise.js';

export interface UpOptions extends WaitOptions {
  readonly progress?: ((line: string) => void) | undefined;
  /** A program, with its arguments, that calls {@link superviseLab} for the lab that it is told of by Node's IPC. */
  readonly supervisor: readonly string[];
}

export interface LabUp {
  readonly state: LabState;
  /** Whether it was up before. */
  readonly already: boolean;
}

/** Milliseconds for a lab to come up; on a starved machine it takes twenty times what it takes on an idle one. */
export const upBudgetMs = 120_000;

/**
 * Starts a lab that stays up when this process ends. One that is up already, and is what was asked for, is left alone.
 *
 * @throws UsageError when another lab is up
 * @throws EnvironmentError when it does not come up; DeadlineError when the time is up; the signal's reason
 */
export async function labUp(
  options: LabOptions,
  { progress, supervisor, ...wait }: UpOptions,
): Promise<LabUp> {
  const cache = options.cache ?? cacheDirectory();
  const spec = await prepareLab({ ...options, cache }, { ...wait, progress });
  makeFolder(labFolder(cache));
  await using cleanUp = new CleanUp();
  cleanUp.use(await holdLock(lockFile(cache), wait));
  const running = readLabState(cache);
  if (running) {
    const differs = differences(running.facts, factsOf(spec));
    if (differs.length === 0) return { state: running, already: true };
    throw new UsageError(
      `another lab is up, with another ${differs.join(' and another ')}; end it first: vmwright lab down`,
    );
  }
  await startSupervisor(spec, supervisor, wait, progress);
  const state = readLabState(cache);
  if (!state) throw new EnvironmentError(`the lab went down at once; see ${supervisorLog(cache)}`);
  return { state, already: false };
}

/** What one lab has that the other has not, in the words of the options. */
export function differences(running: LabFacts, wanted: LabFacts): string[] {
  const names = {
    imageId: 'kernel or image',
    vcpus: 'number of vCPUs',
    memoryMib: 'size of memory',
    outerQemu: 'outer QEMU',
  } as const;
  const differing = (Object.keys(names) as (keyof typeof names)[]).filter(
    (name) => running[name] !== wanted[name],
  );
  const there = running.qemus.map(({ version }) => version);
  // One that has more QEMUs will do.
  const lacks = wanted.qemus.some(({ version }) => !there.includes(version));
  return [...differing.map((name) => names[name]), ...(lacks ? ['set of QEMUs'] : [])];
}

async function startSupervisor(
  spec: LabSpec,
  [program = '', ...args]: readonly string[],
  wait: WaitOptions,
  progress: ((line: string) => void) | undefined,
): Promise<void> {
  await makeStateFolder(spec.cache);
  const log = openSync(supervisorLog(spec.cache), 'w', 0o600);
  // In a session of its own, out of reach of this terminal; it holds nothing of ours open.
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  child.send(spec, () => undefined);
  try {
    await withDeadline('the lab to be up', wait, (signal) => upOrFailed(child, spec, signal, progress));
  } catch (error) {
    // It ends in order when nobody listens any more before it is up; its machine ends with it in any case.
    await endChild(child);
    throw error;
  }
  child.disconnect();
  child.unref();
}

async function upOrFailed(
  child: ChildProcess,
  spec: LabSpec,
  signal: AbortSignal,
  progress: ((line: string) => void) | undefined,
): Promise<void> {
  await new Promise<void>((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true });
    child.once('error', (cause) =>
      fail(new EnvironmentError("cannot start the lab's supervisor", { cause })),
    );
    child.once('exit', (code, by) => {
      const how = by ?? `exit code ${String(code)}`;
      fail(
        new EnvironmentError(
          `the lab's supervisor ended (${how}) before the lab was up; see ${supervisorLog(spec.cache)}`,
        ),
      );
    });
    child.on('message', (message) => {
      const told = message as SupervisorMessage;
      if (told.kind === 'progress') progress?.(told.line);
      else if (told.kind === 'up') done();
      else fail(new EnvironmentError(told.message));
    });
  });
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(force);
}
