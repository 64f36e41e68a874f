import { boot as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const boot: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal, meanwhile, hasMeanwhile }) {
    vm.boots.start();
    await vm.moveTo(await vm.launch({ signal }));
    if (hasMeanwhile) await vm.boots.kernelStartNumber(1, { timeoutMs: vm.patienceMs, signal });
    await meanwhile();
    await vm.waitUntilUp(1, signal);
  },
};
