import { attachSnapshotDisk, deleteSnapshot } from '../migration/index.js';
import { snapshotDelete as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const snapshotDelete: Operation<string> = {
  ...model,
  async perform(vm, tag, { signal }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const { qmp } = vm.machine;
    await attachSnapshotDisk(vm.machine, await vm.snapshotDisk(), wait);
    await deleteSnapshot(qmp, tag, wait);
  },
};
