import { filter, firstValueFrom, skip } from 'rxjs';
import { withDeadline } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/** Who resets the machine, as a RESET event tells it (`guest`, qapi/run-state.json). */
export type Resetter = 'host' | 'guest';

/**
 * Waits for QEMU to tell of a reset, from the call on: subscribe before the command is sent. Where neither that nor a kernel that
 * starts is seen, nothing was reset: that is another thing than a guest that does not come up after it, and need not wait
 * as long.
 *
 * @param what - what must lead to the reset: `system_reset`
 * @throws FindingError `unexpected-reset` when nothing is reset, or QEMU says that somebody else has done it
 */
export async function resetBegins(
  vm: Vm,
  by: Resetter,
  what: string,
  wait: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const events = vm.journal.entries$.pipe(skip(vm.journal.position));
  const starts = vm.boots.kernelStarts + 1;
  try {
    const told = await withDeadline('a RESET event', wait, () =>
      Promise.race([
        firstValueFrom(events.pipe(filter(({ event, byFirmware }) => event === 'RESET' && !byFirmware))),
        vm.boots.kernelStartNumber(starts, wait),
      ]),
    );
    if (told) checkWho(by, told.data, what);
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    const finding = {
      kind: 'unexpected-reset',
      signature: `unexpected-reset after ${what} came neither a RESET event nor a boot`,
      expected: 'a RESET event, and the guest boots',
      seen: 'neither',
      evidence: vm.kernelLog.tail(),
    } as const;
    throw new FindingError(`QEMU accepted ${what}, and nothing happened`, finding, { cause });
  }
}

function checkWho(by: Resetter, data: unknown, what: string): void {
  const { guest } = data as { guest?: boolean };
  if (guest === undefined || guest === (by === 'guest')) return;
  const seen = `a RESET event that says the ${guest ? 'guest' : 'host'} asked for it`;
  throw new FindingError(`${what} came with ${seen}`, {
    kind: 'unexpected-reset',
    signature: `unexpected-reset ${what}: ${seen}`,
    expected: `a RESET event that says the ${by} asked for it`,
    seen,
  });
}
