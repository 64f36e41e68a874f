import { setTimeout as sleep } from 'node:timers/promises';
import { deathFinding, type RunningMachine } from '../machine/index.js';
import { describeError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { Vm } from './vm.js';

/**
 * How long the real reason of a trouble may take to show, in milliseconds: a panic is printed before the reset that
 * follows it, but comes by another way; a QEMU that dies closes its monitor first.
 */
const reasonGraceMs = 1_000;

/** The first line of every Linux (init/version.c, linux_banner). */
const kernelBanner = /\bLinux version \d/;

/** Follows one QEMU process: its events go to the journal, whatever nobody asked for becomes the VM's trouble. */
export function watchMachine(vm: Vm, machine: RunningMachine, process: string): void {
  let lives = true;
  void machine.died.then((death) => {
    lives = false;
    if (!death.asked) vm.trouble.report(deathFinding(death));
  });

  machine.console.lines$.subscribe(({ text }) => {
    if (text.includes(vm.settings.guest.marker)) {
      vm.boots.announce();
      if (vm.boots.announcements > vm.bootsExpected) reportLater(unexpectedBoot(text));
    }
    if (kernelBanner.test(text)) vm.journal.kernelStarted();
    vm.kernelLog.add(text);
  });

  machine.qmp.events.subscribe({
    next: ({ event, data, timestamp }) => {
      // How a QEMU tells that it obeys `quit`.
      if (event === 'SHUTDOWN' && reasonOf(data) === 'host-qmp-quit') return;
      const at = timestamp.seconds * 1000 + timestamp.microseconds / 1000;
      vm.journal.add({ process, event, data, at });
      if (event === 'RESET' && !vm.resetExpected) reportLater(unexpectedReset(data));
    },
    error: (error: unknown) => reportLater(monitorLost(error)),
  });

  /** Unless QEMU's end explains it. */
  function reportLater(finding: FindingError): void {
    void sleep(reasonGraceMs, undefined, { signal: vm.trouble.signal, ref: false }).then(
      () => lives && vm.trouble.report(finding),
      () => undefined,
    );
  }
}

function unexpectedBoot(marker: string): FindingError {
  return new FindingError('the guest booted once more though nothing reset it', {
    kind: 'unexpected-reset',
    signature: 'unexpected-reset the guest booted once more',
    expected: 'no boot',
    seen: `on the console: ${marker}`,
  });
}

function reasonOf(data: unknown): string {
  return (data as { reason?: string } | undefined)?.reason ?? 'unknown';
}

function unexpectedReset(data: unknown): FindingError {
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

function monitorLost(error: unknown): FindingError {
  const seen = describeError(error);
  return new FindingError(
    "QEMU's monitor went away while QEMU lives on",
    {
      kind: 'qmp-protocol',
      signature: `qmp-protocol monitor lost: ${error instanceof Error ? error.name : 'unknown'}`,
      expected: 'a monitor that answers',
      seen,
    },
    { cause: error },
  );
}
