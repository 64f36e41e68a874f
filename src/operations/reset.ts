import { reset as model } from '../model/index.js';
import type { Operation } from './operation.js';

export const reset: Operation<undefined> = {
  ...model,
  async perform(vm, _, signal) {
    const boot = vm.boots.announcements + 1;
    await vm.logOut();
    vm.boots.start();
    await vm.machine.qmp.execute('system_reset', undefined, { signal });
    await vm.waitUntilUp(boot, signal);
  },
};
