import { bootsWhenLetRun, cont as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const cont: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal, before }) {
    const boot = vm.boots.announcements + 1;
    if (bootsWhenLetRun(before)) vm.boots.start();
    await vm.machine.qmp.execute('cont', undefined, { signal });
    if (bootsWhenLetRun(before)) await vm.waitUntilUp(boot, signal);
  },
};
