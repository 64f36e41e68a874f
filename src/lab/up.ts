import { holdLock } from '../debian/lock.js';
import { cacheDirectory } from '../image/index.js';
import { CleanUp } from '../support/clean-up.js';
import type { WaitOptions } from '../support/deadline.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { labFolder } from './lab-image.js';
import { factsOf, prepareLab, type LabFacts } from './lab-spec.js';
import type { LabOptions } from './options.js';
import { lockFile, readLabState, supervisorLog, type LabState } from './state-file.js';
import { Supervisor } from './supervisor.js';

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
  makeFolder(labFolder(cache), 'VMWRIGHT_CACHE names another place');
  await using cleanUp = new CleanUp();
  // It gets ready while this process finds out what it is to start: that is a third of a second less to wait.
  const start = async () => cleanUp.use(await Supervisor.start(supervisor, cache));
  const early = readLabState(cache) ? undefined : await start();
  const spec = await prepareLab({ ...options, cache }, { ...wait, progress });
  cleanUp.use(await holdLock(lockFile(cache), wait));
  const running = readLabState(cache);
  if (running) {
    const differs = differences(running.facts, factsOf(spec));
    if (differs.length === 0) return { state: running, already: true };
    throw new UsageError(
      `another lab is up, with another ${differs.join(' and another ')}; end it first: vmwright lab down`,
    );
  }
  await (early ?? (await start())).run(spec, wait, progress);
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
