import { restoreFromFile, saveToFile } from '../migration/index.js';
import { Canary } from '../guest/index.js';
import { migrate as model, onlineVcpus, type MigrateParameters } from '../model/index.js';
import type { Operation } from './operation.js';

/** Milliseconds for each of the two halves. */
const timeoutMs = 120_000;

export const migrate: Operation<MigrateParameters> = {
  ...model,
  async perform(vm, { guest }, { signal, before }) {
    const source = vm.machine;
    const wait = { timeoutMs, signal };
    if (guest === 'busy') {
      const patience = { timeoutMs: vm.patienceMs, signal };
      vm.canary = await Canary.start(await vm.guest(patience), onlineVcpus(before), patience);
    }
    // The destination starts while the source saves: neither needs the other yet.
    const starting = vm.launch({ incoming: true, signal });
    starting.catch(() => undefined);
    const stream = await vm.newStream();
    await saveToFile(source.qmp, stream, vm.settings.machine.ramMib, wait);
    const destination = await starting;
    await restoreFromFile(destination.qmp, stream, wait);
    await vm.moveTo(destination);
    await source.stop();
  },
};
