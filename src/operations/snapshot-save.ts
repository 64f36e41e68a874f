import { attachSnapshotDisk, saveSnapshot } from '../migration/index.js';
import { snapshotSave as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const snapshotSave: Operation<string> = {
  ...model,
  async perform(vm, tag, { signal }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const { qmp } = vm.machine;
    // A connection that is open in the snapshot is one that nobody holds after the load.
    await vm.logOut();
    await attachSnapshotDisk(vm.machine, await vm.snapshotDisk(), wait);
    await saveSnapshot(qmp, tag, wait);
    vm.boots.remember(tag);
  },
};
