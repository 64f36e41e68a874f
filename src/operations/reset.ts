import { isComingUp, reset as model, type ResetParameters } from '../model/index.js';
import { EnvironmentError } from '../support/errors.js';
import type { Vm } from '../vm/index.js';
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
    if (isComingUp(before)) mustStillComeUp(vm);
    if (before.runstate !== 'running') {
      await meanwhile();
      return;
    }
    if (hasMeanwhile) await vm.boots.kernelStartNumber(kernel, { timeoutMs: vm.patienceMs, signal });
    await meanwhile();
    // In the middle of a boot, who boots waits for it.
    if (!isComingUp(before)) await vm.waitUntilUp(boot, signal);
  },
};

/** @throws EnvironmentError when the guest was up before it was reset: then it boots twice, which says nothing of the VM */
function mustStillComeUp({ boots, bootsExpected }: Vm): void {
  if (boots.announcements < bootsExpected) return;
  throw new EnvironmentError(
    'the guest was up before it could be reset in the middle of its boot: the host was too slow for this step; try again with fewer jobs',
  );
}
