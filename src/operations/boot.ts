import { boot as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const boot: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal }) {
    vm.boots.start();
    await vm.moveTo(await vm.launch({ signal }));
    await vm.waitUntilUp(1, signal);
  },
};
