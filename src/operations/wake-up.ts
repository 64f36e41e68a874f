import { randomBytes } from 'node:crypto';
import { firstValueFrom } from 'rxjs';
import { execFileRoute, MigrationProgress, setUpMigration } from '../migration/index.js';
import type { RunningMachine } from '../machine/index.js';
import { countedEvents } from '../model/index.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { describeError, EnvironmentError } from '../support/errors.js';
import type { Vm } from '../vm/index.js';
import type { SavedState } from '../warm/index.js';

/** Milliseconds for a machine to wake: half a second on a quiet host, six on a starved one. */
const wakeMs = 30_000;
/** A boot takes two to five times as long as waking: how long that took tells how quick the host is at present. */
const bootByWaking = 5;

/** What came of it; where the VM was to start from a saved state and has to boot, `why`, and whether that is as ever. */
type WakingUp =
  { readonly woken: true } | { readonly woken: false; readonly why?: string; readonly isTrouble?: true };

/**
 * Starts a VM from a saved state where it can, in place of booting it. What the VM goes through on the way is not told as the
 * VM's: it looks as after a boot.
 *
 * @param isPlain - whether nothing is to be done to it before its guest is up
 * @throws the signal's reason; a state that does not wake is thrown away
 */
export async function wakeUp(vm: Vm, isPlain: boolean, signal: AbortSignal): Promise<WakingUp> {
  const { warm } = vm.settings;
  if (!warm) return { woken: false };
  if (!isPlain) return { woken: false, why: 'something is done to it before its guest is up' };
  const found = await warm.stateFor(vm.settings, signal);
  if ('cold' in found) {
    const { cold: why, isTrouble } = found;
    return { woken: false, why, ...(isTrouble && { isTrouble }) };
  }
  const { state } = found;
  const startedAt = performance.now();
  try {
    await withDeadline('a machine to wake from its saved state', { timeoutMs: wakeMs, signal }, (inner) =>
      wake(vm, state, { timeoutMs: wakeMs, signal: inner }),
    );
  } catch (error) {
    signal.throwIfAborted();
    await warm.discard(state);
    const why = `the saved state was thrown away: ${describeError(error)}`;
    return { woken: false, why, isTrouble: true };
  }
  vm.start = { from: 'saved state', ms: performance.now() - startedAt };
  await state.touch();
  return { woken: true };
}

async function wake(vm: Vm, state: SavedState, wait: WaitOptions & { signal: AbortSignal }): Promise<void> {
  const { ramMib, extraArguments = [] } = vm.settings.machine;
  const { signal } = wait;
  const launchedAt = performance.now();
  const machine = await vm.launch({
    ...{ incoming: true, extraArguments: [...extraArguments, '-S'], isFollowed: false },
    signal,
  });
  try {
    using incoming = new MigrationProgress('waking a saved machine', 'destination', { destination: machine });
    await setUpMigration(machine.qmp, { capabilities: [], parameters: {} }, wait);
    await execFileRoute(state.file, ramMib).receive(machine.qmp, wait);
    await incoming.reaches(['completed'], wait);
    const resumedAt = await resume(machine, wait);
    using unasked = new UnaskedEvents(machine);
    await vm.moveTo(machine);
    await makeItsOwn(vm, wait);
    unasked.throwIfAny();
    const tookMs = performance.now() - launchedAt;
    const { bootMs, ageMs } = state.about;
    vm.boots.wakeUp({
      bootMs: Math.max(bootMs, tookMs * bootByWaking),
      ageMs: ageMs + performance.now() - resumedAt,
    });
    vm.follow(machine);
  } catch (error) {
    await machine.stop();
    throw error;
  }
}

/** @returns when, by `performance.now()` */
async function resume({ qmp }: RunningMachine, { signal }: WaitOptions): Promise<number> {
  const resumed = firstValueFrom(qmp.event('RESUME'));
  resumed.catch(() => undefined);
  const at = performance.now();
  await qmp.execute('cont', undefined, { signal });
  await resumed;
  return at;
}

/**
 * Tells the guest what it cannot know: the time, and randomness of its own. Its kernel takes that in when it next seeds its
 * generator, a second or two later. That the guest answers shows that it is awake.
 */
async function makeItsOwn(vm: Vm, wait: WaitOptions): Promise<void> {
  const guest = await vm.guest(wait);
  const seed = randomBytes(32).toString('hex');
  const { code, output } = await guest.ask(
    `echo ${seed} >/dev/urandom && date -s @${Math.round(Date.now() / 1000)} >/dev/null`,
    wait,
  );
  if (code !== 0) throw new EnvironmentError(`the guest cannot be told the time: ${output.trim()}`);
}

/** What a machine tells that nobody asked it for, while it wakes. */
class UnaskedEvents implements Disposable {
  readonly #seen: string[] = [];
  readonly #following;

  constructor({ qmp }: RunningMachine) {
    this.#following = qmp.events.subscribe({
      next: ({ event }) => this.#seen.push(event),
      error: (error: unknown) => this.#seen.push(describeError(error)),
    });
  }

  throwIfAny(): void {
    const harmless = (event: string) =>
      /^[A-Z_]+$/.test(event) && !countedEvents.some((one) => one === event);
    const first = this.#seen.find((event) => !harmless(event));
    if (first !== undefined) throw new EnvironmentError(`the machine woke, and told of ${first}`);
  }

  [Symbol.dispose](): void {
    this.#following.unsubscribe();
  }
}
