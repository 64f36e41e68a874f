import { stopAndCont as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const stopAndCont: Operation<number> = {
  ...model,
  async perform(vm, times, { signal }) {
    const { qmp } = vm.machine;
    for (let time = 1; time <= times; time++) {
      await qmp.execute('stop', undefined, { signal });
      await qmp.execute('cont', undefined, { signal });
    }
  },
};
