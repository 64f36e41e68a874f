import { isComingUp, reset as model, type ResetParameters } from '../model/index.js';
import type { Operation } from './operation.js';
import { resetBegins } from './reset-begins.js';

export const reset: Operation<ResetParameters> = {
  ...model,
  async perform(vm, { times }, { signal, before, meanwhile, hasMeanwhile }) {
    const boot = vm.boots.announcements + 1;
    await vm.logOut();
    const kernel = vm.boots.kernelStarts + 1;
    for (let time = 1; time <= times; time++) {
      vm.boots.start();
      await Promise.all([
        resetBegins(vm, 'host', 'system_reset', { timeoutMs: vm.settleMs, signal }),
        vm.machine.qmp.execute('system_reset', undefined, { signal }),
      ]);
    }
    if (before.runstate !== 'running') return;
    if (hasMeanwhile) await vm.boots.kernelStartNumber(kernel, { timeoutMs: vm.patienceMs, signal });
    await meanwhile();
    // In the middle of a boot, who boots waits for it.
    if (!isComingUp(before)) await vm.waitUntilUp(boot, signal);
  },
};
