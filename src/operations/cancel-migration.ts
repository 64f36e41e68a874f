import { cancelMigration as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const cancelMigration: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal }) {
    await vm.machine.qmp.execute('migrate_cancel', undefined, { signal });
  },
};
