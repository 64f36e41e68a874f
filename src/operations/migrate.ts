import { Canary } from '../guest/index.js';
import { migrate as model, onlineVcpus, type MigrateParameters } from '../model/index.js';
import { routeOf } from './migrate/route-of.js';
import { setUpOf } from './migrate/set-up-of.js';
import { travel } from './migrate/travel.js';
import type { Vm } from '../vm/index.js';
import type { Operation } from './operation.js';

/** Milliseconds for each of the two halves. */
const timeoutMs = 120_000;

export const migrate: Operation<MigrateParameters> = {
  ...model,
  async perform(vm, options, { signal, before, hasMeanwhile, meanwhile }) {
    const { via, guest, arrive, postcopy } = options;
    const source = vm.machine;
    if (guest === 'busy') {
      const patience = { timeoutMs: vm.patienceMs, signal };
      vm.canary = await Canary.start(await vm.guest(patience), onlineVcpus(before), patience);
    }
    // Through a file, the destination starts while the source saves: neither needs the other yet.
    const usual = vm.settings.machine.extraArguments ?? [];
    const extraArguments = arrive === 'paused' ? [...usual, '-S'] : usual;
    const destination = vm.launch({ incoming: true, extraArguments, signal });
    destination.catch(() => undefined);
    try {
      const route = await routeOf(vm, via, destination);
      const journey = {
        ...{ what: `migrating via ${via}`, source, destination, route, setUp: setUpOf(options), postcopy },
        meanwhile: hasMeanwhile ? () => withoutCanaryAfterReset(vm, meanwhile) : undefined,
      };
      await travel(journey, { timeoutMs, signal });
      await vm.moveTo(await destination);
    } catch (error) {
      // The VM lives on where it was; what it did not get into is not needed any more.
      await destination.then((machine) => machine.stop()).catch(() => undefined);
      throw error;
    }
    await source.stop();
  },
};

/** What the guest computed is gone when it is reset meanwhile. */
async function withoutCanaryAfterReset(vm: Vm, meanwhile: () => Promise<void>): Promise<void> {
  const boots = vm.boots.announcements;
  await meanwhile();
  if (vm.boots.announcements > boots) vm.canary = undefined;
}
