import { attachSnapshotDisk, loadSnapshot } from '../migration/index.js';
import { snapshotLoad as model } from '../model/index.js';
import { FindingError } from '../support/finding.js';
import type { Operation } from './operation.js';

export const snapshotLoad: Operation<string> = {
  ...model,
  async perform(vm, tag, { signal, before }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const { qmp } = vm.machine;
    await vm.logOut();
    await attachSnapshotDisk(vm.machine, await vm.snapshotDisk(), wait);
    try {
      await loadSnapshot(qmp, tag, wait);
    } catch (error) {
      // As the model says: a load that fails leaves the VM stopped, in the runstate restore-vm.
      const isMissing = error instanceof FindingError && !Object.hasOwn(before.snapshots, tag);
      const mayRunOn = isMissing && before.runstate === 'running';
      if (mayRunOn) await qmp.execute('cont', undefined, { signal });
      throw error;
    }
    vm.boots.goBackTo(tag);
  },
};
