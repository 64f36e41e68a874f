import { LocalDirectory } from '../host/index.js';
import { untilIdle } from '../machine/index.js';
import { saveToFile } from '../migration/index.js';
import { operations } from '../operations/index.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import { Vm, type VmSettings } from '../vm/index.js';
import { WarmStarts, type StateMaker, type StateStoreOptions } from '../warm/index.js';
import { CheckedVm } from './checked-vm.js';

type Settings = Omit<VmSettings, 'logs'>;

/** Milliseconds for a booted machine to have nothing more to do. */
const idleMs = 5_000;

/**
 * Saved states to start VMs from: given to a {@link Vm} as its setting `warm`. A state is saved only when every witness agrees
 * with the model about the boot that leads to it, and kept only when they do about a VM that has started from it.
 *
 * @param options - where they are kept; default: in vmwright's cache
 */
export function warmStarts(options?: StateStoreOptions): WarmStarts<Settings> {
  return new WarmStarts(maker, options);
}

const maker: StateMaker<Settings> = {
  async write(settings, file, signal) {
    await using logs = LocalDirectory.create();
    await using vm = new Vm({ ...settings, warm: undefined, logs: logs.path });
    await takeBoot(vm, signal);
    return await save(vm, file, signal);
  },
  async check(settings, state, signal) {
    await using logs = LocalDirectory.create();
    const warm = {
      stateFor: () => Promise.resolve({ state }),
      discard: () => Promise.resolve(),
    };
    await using vm = new Vm({ ...settings, warm, logs: logs.path });
    await takeBoot(vm, signal);
    if (vm.start?.from === 'boot') throw new Error(vm.start.why);
  },
};

/** @throws FindingError when what came of it is not what the model says */
async function takeBoot(vm: Vm, signal: AbortSignal): Promise<void> {
  const boot = operations.get('boot');
  if (!boot) throw new Error('there is no operation boot');
  const { arch, vcpus, maxVcpus, ramMib } = vm.settings.machine;
  const checked = new CheckedVm(vm, { arch, vcpus, maxVcpus, ramMib });
  const [finding] = await checked.take({ operation: boot, parameters: undefined }, signal);
  if (finding) throw new FindingError(finding.message, finding);
}

/**
 * While nobody is connected to the guest: a connection would be in the state, and hang for ever. The processes that answer the
 * probe are in it, as in any VM that is migrated.
 */
async function save(vm: Vm, file: string, signal: AbortSignal) {
  const { machine, boots, migrationMs: timeoutMs } = vm;
  await vm.logOut();
  await untilIdle(machine.pid, { timeoutMs: idleMs, signal }).catch((error: unknown) => {
    // On a host with much to do it may never seem so; whether the state is good, a machine that wakes from it tells.
    if (!(error instanceof DeadlineError)) throw error;
  });
  vm.runstateExpected = 'paused';
  await machine.qmp.execute('stop', undefined, { signal });
  const ageMs = boots.sinceStartMs;
  await saveToFile(machine.qmp, file, vm.settings.machine.ramMib, { timeoutMs, signal });
  return { bootMs: boots.firstBootMs ?? 0, ageMs };
}
