import { Canary } from '../guest/index.js';
import { plainSetUp } from '../migration/index.js';
import { migrate as model, onlineVcpus, type MigrateParameters } from '../model/index.js';
import { routeOf } from './migrate/route-of.js';
import { travel } from './migrate/travel.js';
import type { Operation } from './operation.js';

/** Milliseconds for each of the two halves. */
const timeoutMs = 120_000;

export const migrate: Operation<MigrateParameters> = {
  ...model,
  async perform(vm, { via, guest }, { signal, before, hasMeanwhile, meanwhile }) {
    const source = vm.machine;
    if (guest === 'busy') {
      const patience = { timeoutMs: vm.patienceMs, signal };
      vm.canary = await Canary.start(await vm.guest(patience), onlineVcpus(before), patience);
    }
    // Through a file, the destination starts while the source saves: neither needs the other yet.
    const destination = vm.launch({ incoming: true, signal });
    destination.catch(() => undefined);
    try {
      const route = await routeOf(vm, via, destination);
      const setUp = { source: plainSetUp, destination: plainSetUp };
      const journey = {
        ...{ what: `migrating via ${via}`, source, destination, route, setUp },
        meanwhile: hasMeanwhile ? meanwhile : undefined,
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
