import { setTimeout as sleep } from 'node:timers/promises';
import { localHost } from '../host/index.js';
import { deathFinding, type Death, type RunningMachine } from '../machine/index.js';
import { EnvironmentError } from '../support/errors.js';
import type { FindingError } from '../support/finding.js';
import { isKernelBanner } from './console-signs.js';
import {
  monitorLost,
  reasonOf,
  unexpectedBoot,
  unexpectedPanic,
  unexpectedReset,
  unexpectedRunstate,
  untoldReset,
} from './unasked.js';
import type { TroublingEnd } from './vm-settings.js';
import type { Vm } from './vm.js';

/**
 * How long the real reason of a trouble may take to show, in milliseconds: a panic is printed before the reset that
 * follows it, but comes by another way; a QEMU that dies closes its monitor first.
 */
const reasonGraceMs = 1_000;

/**
 * Follows one QEMU process: its events go to the journal, whatever nobody asked for becomes the VM's trouble.
 *
 * @param troubledBy - which end of it is reported
 */
export function watchMachine(
  vm: Vm,
  machine: RunningMachine,
  process: string,
  troubledBy: TroublingEnd,
): void {
  const isTrouble = (death: Death) => {
    if (death.asked) return false;
    // What became of its host is everybody's trouble.
    if (troubledBy === 'any' || deathFinding(death) instanceof EnvironmentError) return true;
    return troubledBy === 'crash' ? death.signal !== null : vm.livesIn(machine);
  };

  void machine.died.then((death) => {
    if (isTrouble(death)) vm.trouble.report(deathFinding(death));
  });

  const reportLater = reporterUnlessDead(vm, machine);
  machine.console.lines$.subscribe(({ text }) => {
    if (isKernelBanner(text)) {
      vm.boots.kernelStarted();
      reportLater(untoldReset(text), () => vm.boots.untoldStarts > 0);
    }
    if (text.includes(vm.settings.guest.marker)) {
      vm.boots.announce();
      if (vm.boots.announcements > vm.bootsExpected) reportLater(unexpectedBoot(text));
    }
    vm.kernelLog.add(text);
  });
  watchMonitor(vm, machine, process);
}

/** Follows what a QEMU process tells by its monitor: of one that took over another's process, all else is followed already. */
export function watchMonitor(vm: Vm, machine: RunningMachine, process: string): void {
  const reportLater = reporterUnlessDead(vm, machine);
  machine.qmp.events.subscribe({
    next: ({ event, data, timestamp }) => {
      // How a QEMU tells that it obeys `quit`.
      if (event === 'SHUTDOWN' && reasonOf(data) === 'host-qmp-quit') return;
      // Two hosts have two clocks.
      const at =
        vm.settings.otherPlace && vm.settings.otherPlace.host !== (vm.settings.machine.host ?? localHost)
          ? Date.now()
          : timestamp.seconds * 1000 + timestamp.microseconds / 1000;
      const byFirmware = event === 'RESET' && isFirmwares(data);
      vm.journal.add({ process, event, data, at, byFirmware });
      if (event === 'RESET') {
        vm.boots.resetTold();
        if (!vm.resetExpected && !byFirmware) reportLater(unexpectedReset(data));
      }
      if (event === 'GUEST_PANICKED' && !vm.kernelLog.panicIsExpected) reportLater(unexpectedPanic(data));
      if (event === 'STOP') void lookAtRunstate();
    },
    error: (error: unknown) => reportLater(monitorLost(error), () => !machine.isSucceeded),
  });

  /** Whether a reset is one that SeaBIOS makes of another. On Arm the kernel starts without any firmware. */
  function isFirmwares(data: unknown): boolean {
    return machine.spec.arch === 'x86_64' && reasonOf(data) === 'guest-reset' && vm.boots.kernelIsDue;
  }

  async function lookAtRunstate(): Promise<void> {
    try {
      const { status } = await machine.qmp.execute('query-status');
      const finding = unexpectedRunstate(status, vm.runstateExpected);
      if (finding) vm.trouble.report(finding);
    } catch {
      // A monitor that does not answer is found by who asks it for something.
    }
  }
}

/** @returns what reports a finding, unless QEMU's end explains it by then, or it is not so any more */
function reporterUnlessDead(vm: Vm, machine: RunningMachine) {
  let lives = true;
  void machine.died.then(() => (lives = false));
  return (finding: FindingError, stillSo: () => boolean = () => true): void => {
    void sleep(reasonGraceMs, undefined, { signal: vm.trouble.signal, ref: false }).then(
      () => lives && stillSo() && vm.trouble.report(finding),
      () => undefined,
    );
  };
}
