import { filter, firstValueFrom, skip } from 'rxjs';
import { withDeadline } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/**
 * Waits for QEMU to stop the VM because of what the guest does, from the call on.
 *
 * @param what - what the guest does: `the guest powered off`
 * @throws FindingError `state-mismatch` when it does not
 */
export async function stoppedByGuest(vm: Vm, what: string, signal: AbortSignal): Promise<void> {
  const wait = { timeoutMs: vm.patienceMs, signal };
  const events = vm.journal.entries$.pipe(skip(vm.journal.position));
  try {
    await withDeadline('a STOP event', wait, () =>
      firstValueFrom(events.pipe(filter(({ event }) => event === 'STOP'))),
    );
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    const finding = {
      kind: 'state-mismatch',
      signature: `state-mismatch ${what}, and QEMU did not stop it`,
      expected: 'a STOP event',
      seen: 'none',
      evidence: vm.kernelLog.tail(),
    } as const;
    throw new FindingError(`${what}, and QEMU did not stop the VM`, finding, { cause });
  }
}
