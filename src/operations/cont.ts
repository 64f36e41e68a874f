import { cont as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const cont: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal }) {
    await vm.machine.qmp.execute('cont', undefined, { signal });
  },
};
