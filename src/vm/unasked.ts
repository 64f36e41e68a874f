import { describeError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';

/** What a RESET or SHUTDOWN event says of its cause (qapi/run-state.json, ShutdownCause). */
export function reasonOf(data: unknown): string {
  return (data as { reason?: string } | undefined)?.reason ?? 'unknown';
}

/** A marker on the console that no step explains. */
export function unexpectedBoot(marker: string): FindingError {
  return new FindingError('the guest booted once more though nothing reset it', {
    kind: 'unexpected-reset',
    signature: 'unexpected-reset the guest booted once more',
    expected: 'no boot',
    seen: `on the console: ${marker}`,
  });
}

/** A RESET event outside of any step that resets. */
export function unexpectedReset(data: unknown): FindingError {
  const reason = reasonOf(data);
  return new FindingError(
    `the machine was reset though nothing asked for it (RESET event, reason ${reason})`,
    {
      kind: 'unexpected-reset',
      signature: `unexpected-reset RESET event, reason ${reason}`,
      expected: 'no reset',
      seen: `a RESET event, reason ${reason}`,
    },
  );
}

/** A kernel's banner on the console, and no RESET event that explains it. */
export function untoldReset(banner: string): FindingError {
  return new FindingError("the guest's kernel started once more, and QEMU told of no reset", {
    kind: 'unexpected-reset',
    signature: 'unexpected-reset the kernel started once more without a RESET event',
    expected: 'a RESET event before each start but the first',
    seen: `on the console: ${banner}`,
  });
}

/** A GUEST_PANICKED event when no step has the guest panic. Which vCPU, QEMU does not say; the console may. */
export function unexpectedPanic(data: unknown): FindingError {
  const action = (data as { action?: string } | undefined)?.action ?? 'unknown';
  return new FindingError(`the guest's kernel panicked and told QEMU so (GUEST_PANICKED, action ${action})`, {
    kind: 'guest-panic',
    signature: 'guest-panic GUEST_PANICKED event',
    expected: 'no panic',
    seen: `a GUEST_PANICKED event, action ${action}`,
  });
}

/** Runstates that a VM falls into only when something happened to it (qapi/run-state.json, RunState). */
const fallenInto: ReadonlySet<string> = new Set(['internal-error', 'io-error', 'shutdown', 'watchdog']);

/** What a runstate right after a STOP event means that the present step does not lead to; nothing when it is an ordinary one. */
export function unexpectedRunstate(runstate: string, expected: string): FindingError | undefined {
  if (runstate === expected || !fallenInto.has(runstate)) return undefined;
  return new FindingError(`QEMU stopped the VM though nothing asked for it: its runstate is ${runstate}`, {
    kind: 'unexpected-stop',
    signature: `unexpected-stop runstate ${runstate}`,
    expected: `runstate ${expected}`,
    seen: `runstate ${runstate}`,
  });
}

/** The monitor's connection ended while QEMU lives. */
export function monitorLost(error: unknown): FindingError {
  return new FindingError(
    "QEMU's monitor went away while QEMU lives on",
    {
      kind: 'qmp-protocol',
      signature: `qmp-protocol monitor lost: ${error instanceof Error ? error.name : 'unknown'}`,
      expected: 'a monitor that answers',
      seen: describeError(error),
    },
    { cause: error },
  );
}
