import { filter, firstValueFrom, skip } from 'rxjs';
import { reset as model } from '../model/index.js';
import { withDeadline } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';
import type { Operation } from './operation.js';

export const reset: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal }) {
    const boot = vm.boots.announcements + 1;
    await vm.logOut();
    vm.boots.start();
    const since = vm.journal.position;
    await vm.machine.qmp.execute('system_reset', undefined, { signal });
    await resetBegins(vm, since, boot, signal);
    await vm.waitUntilUp(boot, signal);
  },
};

/**
 * QEMU tells of a reset at once. Where neither that nor a boot is seen, nothing was reset: that is another thing than a
 * guest that does not come up after it, and need not wait as long.
 */
async function resetBegins(vm: Vm, since: number, boot: number, signal: AbortSignal): Promise<void> {
  const wait = { timeoutMs: vm.settleMs, signal };
  const events = vm.journal.entries$.pipe(skip(since));
  try {
    await withDeadline('a RESET event', wait, () =>
      Promise.race([
        firstValueFrom(events.pipe(filter(({ event }) => event === 'RESET'))),
        vm.boots.announced(boot, wait),
      ]),
    );
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    const finding = {
      kind: 'unexpected-reset',
      signature: 'unexpected-reset after system_reset came neither a RESET event nor a boot',
      expected: 'a RESET event, and the guest boots',
      seen: 'neither',
      evidence: vm.kernelLog.tail(),
    } as const;
    throw new FindingError('QEMU accepted system_reset, and nothing happened', finding, { cause });
  }
}
