import { stop as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const stop: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal }) {
    await vm.machine.qmp.execute('stop', undefined, { signal });
  },
};
