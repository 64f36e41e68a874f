import type { RunningMachine } from '../../machine/index.js';
import { transferRoute, type MigrationParameters, type Route } from '../../migration/index.js';
import type { MigrateParameters } from '../../model/index.js';
import type { Vm } from '../../vm/index.js';

/** The QEMU that a VM is to get into. */
export interface Destination {
  /** May still be starting, or wait for the source to begin. */
  readonly machine: Promise<RunningMachine>;
  /** It, once it has started. */
  readonly started: () => RunningMachine | undefined;
  /** The only way to it, if there is but one. */
  readonly route?: Route | undefined;
  /** What the source has to know of it. */
  readonly parameters?: MigrationParameters;
  /** The VM does not get into it after all. */
  discard(): Promise<void>;
}

/** Has a destination start, as the options want it. Through a file, it does so while the source saves. */
export async function destinationOf(
  vm: Vm,
  { arrive, cpr }: MigrateParameters,
  signal: AbortSignal,
): Promise<Destination> {
  const usual = vm.settings.machine.extraArguments ?? [];
  const extraArguments = arrive === 'paused' ? [...usual, '-S'] : usual;
  if (cpr === 'exec') return await successor(vm, extraArguments, signal);
  const route = cpr === 'transfer' ? transferRoute(vm.machine.directory, vm.machine.host.files) : undefined;
  const machine = vm.launch({
    incoming: true,
    extraArguments: [...extraArguments, ...(route?.destinationArguments ?? [])],
    troubledBy: 'end of its VM',
    signal,
  });
  let started: RunningMachine | undefined;
  machine.then(
    (one) => (started = one),
    () => undefined,
  );
  const discard = async () => {
    await machine.then((started) => started.stop()).catch(() => undefined);
  };
  return { machine, started: () => started, route, discard };
}

/** It takes over the source's own process, once that has sent everything. */
async function successor(
  vm: Vm,
  extraArguments: readonly string[],
  outer: AbortSignal,
): Promise<Destination> {
  const source = vm.machine;
  const waiting = new AbortController();
  const signal = AbortSignal.any([outer, waiting.signal]);
  const { command, machine } = await vm.succeed({ incoming: true, extraArguments, signal });
  machine.catch(() => undefined);
  return {
    machine,
    // It is in the process of the source, whose end is the VM's.
    started: () => undefined,
    parameters: { 'cpr-exec-command': command },
    async discard() {
      waiting.abort(new Error(`${source.spec.qemu} is not replaced any more`));
      await machine.catch(() => undefined);
    },
  };
}
