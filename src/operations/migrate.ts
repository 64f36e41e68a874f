import { restoreFromFile, saveToFile } from '../migration/index.js';
import { migrate as model, type Transport } from '../model/index.js';
import type { Operation } from './operation.js';

/** Milliseconds for each of the two halves. */
const timeoutMs = 120_000;

export const migrate: Operation<{ via: Transport }> = {
  ...model,
  async perform(vm, _, signal) {
    const source = vm.machine;
    // The destination starts while the source saves: neither needs the other yet.
    const starting = vm.launch({ incoming: true, signal });
    starting.catch(() => undefined);
    const stream = await vm.newStream();
    await saveToFile(source.qmp, stream, vm.settings.machine.ramMib, { timeoutMs, signal });
    const destination = await starting;
    await restoreFromFile(destination.qmp, stream, { timeoutMs, signal });
    await vm.moveTo(destination);
    await source.stop();
  },
};
