import { randomBytes } from 'node:crypto';
import { GuestSession } from '../guest/index.js';
import { launch, untilIdle, type RunningMachine } from '../machine/index.js';
import { execFileRoute, MigrationProgress, saveToFile, setUpMigration } from '../migration/index.js';
import { CleanUp } from '../support/clean-up.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { describeError, EnvironmentError, UsageError } from '../support/errors.js';
import { factsOf, labMachine, type LabFacts, type LabSpec } from './lab-spec.js';
import { SavedState } from './saved-state.js';
import { sessionTarget, targetAt, type LabTarget } from './target.js';

export interface StartOptions extends WaitOptions {
  /** Is told what is done, as a line to show. */
  readonly progress?: ((line: string) => void) | undefined;
  /** Whether it may go on from a saved state, and leave one. Default: yes. */
  readonly useSavedState?: boolean | undefined;
}

/** A lab that can be reached. */
export interface RunningLab extends AsyncDisposable {
  readonly facts: LabFacts;
  /** How to reach it over SSH. */
  readonly target: LabTarget;
  /** Whether it was booted, or went on from a saved state. */
  readonly from: 'boot' | 'saved state';
  /** The process of its QEMU. */
  readonly pid: number;
  /** Settles with what is to be said of its end, when its machine ends. Never rejects. */
  readonly ended: Promise<string>;
}

/** How a machine says that it is ready, or why it never will be. */
const saying = /^vmwright: /;
const awake = /^vmwright: lab awake \d+/;
/** Its clock counts whole seconds when it is set. */
const lateMs = 500;
const wakeTries = 3;
/** Milliseconds for a booted machine to have nothing more to do. */
const idleBudgetMs = 5_000;
/** Milliseconds for a restored machine: one whose timers are dead never wakes, and is booted instead. */
const wakeMs = 8_000;

/**
 * Starts a lab: from the state that was saved when it was first up, or by booting it. It lives until it is disposed of, and
 * never longer than this process.
 *
 * @throws EnvironmentError when its machine does not come up: it is not what is tested
 * @throws DeadlineError when the time is up; the signal's reason
 */
export async function startLab(spec: LabSpec, options: StartOptions): Promise<RunningLab> {
  return await withDeadline('the lab to be up', options, async (signal) => {
    try {
      return await start(spec, { ...options, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UsageError || error instanceof EnvironmentError) throw error;
      throw new EnvironmentError(`the lab's machine did not come up: ${describeError(error)}`, {
        cause: error,
      });
    }
  });
}

async function start(spec: LabSpec, options: StartOptions): Promise<RunningLab> {
  const { progress, useSavedState = true, ...wait } = options;
  const saved = useSavedState ? new SavedState(spec) : undefined;
  if (saved?.exists) {
    try {
      const lab = await reach(spec, 'saved state', wait, (cleanUp) => resume(spec, saved, wait, cleanUp));
      await saved.touch();
      return lab;
    } catch (error) {
      wait.signal?.throwIfAborted();
      progress?.(`the lab's saved state is of no use, booting it: ${describeError(error)}`);
      await saved.remove();
    }
  }
  return await reach(spec, 'boot', wait, (cleanUp) => boot(spec, saved, options, cleanUp));
}

async function boot(
  spec: LabSpec,
  saved: SavedState | undefined,
  { progress, ...wait }: StartOptions,
  cleanUp: CleanUp,
): Promise<RunningMachine> {
  const machine = cleanUp.use(await launch(labMachine(spec), wait));
  const line = await machine.console.waitForLine(saying, wait);
  if (line.text !== spec.image.marker) throw new EnvironmentError(line.text.replace(saying, ''));
  if (saved) {
    try {
      await save(machine, saved, spec, wait);
    } catch (error) {
      wait.signal?.throwIfAborted();
      progress?.(`the lab cannot be saved for a quicker start: ${describeError(error)}`);
    }
  }
  await wake(machine, wait);
  return machine;
}

/**
 * While nobody is connected to it: a connection would be in the state, and hang for ever. And while it is idle: then its
 * kernel arms its timer anew when it is woken, and does not wait for one that was lost.
 */
async function save(
  { qmp, pid }: RunningMachine,
  saved: SavedState,
  spec: LabSpec,
  wait: WaitOptions,
): Promise<void> {
  await untilIdle(pid, { ...wait, timeoutMs: idleBudgetMs });
  await qmp.execute('stop', undefined, { signal: wait.signal });
  try {
    await saved.keep((file) => saveToFile(qmp, file, spec.memoryMib, wait));
  } finally {
    await qmp.execute('cont', undefined, { signal: wait.signal });
  }
}

async function resume(
  spec: LabSpec,
  saved: SavedState,
  wait: WaitOptions,
  cleanUp: CleanUp,
): Promise<RunningMachine> {
  const machine = cleanUp.use(await launch({ ...labMachine(spec), incoming: true }, wait));
  const { qmp } = machine;
  using incoming = new MigrationProgress('restoring the lab', 'destination', { destination: machine });
  await setUpMigration(qmp, { capabilities: [], parameters: {} }, wait);
  await execFileRoute(saved.file, spec.memoryMib).receive(qmp, wait);
  await incoming.reaches(['completed'], wait);
  await qmp.execute('cont', undefined, { signal: wait.signal });
  await wake(machine, { ...wait, timeoutMs: wakeMs });
  return machine;
}

/**
 * Tells a machine what it cannot know, the time and randomness of its own, and has it take its other processors. On a starved
 * host it hears that late, and is told again.
 */
async function wake({ console: serial }: RunningMachine, wait: WaitOptions): Promise<void> {
  for (let tries = 0; tries < wakeTries; tries++) {
    const [from, began] = [serial.lineCount, performance.now()];
    serial.input.write(`${Math.round(Date.now() / 1000)} ${randomBytes(64).toString('hex')}\n`);
    await serial.waitForLine(awake, { ...wait, from });
    if (performance.now() - began < lateMs) return;
  }
}

/** Makes sure that it can be reached; takes everything back when not. */
async function reach(
  spec: LabSpec,
  from: RunningLab['from'],
  wait: WaitOptions,
  begin: (cleanUp: CleanUp) => Promise<RunningMachine>,
): Promise<RunningLab> {
  await using cleanUp = new CleanUp();
  const machine = await begin(cleanUp);
  const target = targetAt(await machine.sshPort(), spec.cache);
  await using session = await GuestSession.connect(sessionTarget(target), wait);
  await session.run('true', wait);
  const all = cleanUp.move();
  return {
    facts: factsOf(spec),
    target,
    from,
    pid: machine.pid,
    ended: machine.died.then((death) => describeError(death.asked ? 'it was ended' : endOf(machine))),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  };
}

function endOf({ console: serial, lastWords }: RunningMachine): string {
  const words = [...serial.tail(3), ...lastWords.slice(-2)].join(' | ');
  return `its machine ended by itself${words === '' ? '' : `; last words: ${words}`}`;
}
