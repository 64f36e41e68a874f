import { reboot as model, type RebootParameters, type RebootWay } from '../model/index.js';
import { pinnedTo, unlessThere } from './guest-scripts.js';
import { lastCommand } from './last-command.js';
import type { Operation } from './operation.js';
import { resetBegins } from './reset-begins.js';

export const reboot: Operation<RebootParameters> = {
  ...model,
  async perform(vm, { by, from }, { signal }) {
    const boot = vm.boots.announcements + 1;
    if (by === 'panic') vm.kernelLog.expectPanic();
    vm.boots.start();
    const begins = () => resetBegins(vm, 'guest', "the guest's reboot", { timeoutMs: vm.patienceMs, signal });
    await lastCommand(vm, pinnedTo(from, scripts[by](from)), begins, signal);
    await vm.waitUntilUp(boot, signal);
  },
};

/** What the guest's shell does, on the right vCPU. */
const scripts: Readonly<Record<RebootWay, (from: number | undefined) => string>> = {
  command: (from) => `${rebootCpu(from)}reboot -f`,
  sysrq: () => 'echo b >/proc/sysrq-trigger',
  // Whatever the kernel's command line says of panics.
  panic: () => 'echo -1 >/proc/sys/kernel/panic; echo c >/proc/sysrq-trigger',
  acpi: () => sysrqBy('acpi'),
  keyboard: () => sysrqBy('kbd'),
  pci: () => sysrqBy('cf9_force'),
  'triple-fault': () => sysrqBy('triple'),
};

/** Linux moves an orderly reboot to this vCPU, if its kernel lets it be said: since 5.11. */
function rebootCpu(from: number | undefined): string {
  const file = '/sys/kernel/reboot/cpu';
  return from === undefined ? '' : `[ ! -w ${file} ] || echo ${from} >${file}\n`;
}

/** Documentation/ABI/testing/sysfs-kernel-reboot: since 5.11, on x86. */
function sysrqBy(type: string): string {
  const file = '/sys/kernel/reboot/type';
  return [
    unlessThere(`[ -w ${file} ]`, `${file}, which Linux has since 5.11`),
    `echo ${type} >${file}`,
    'echo b >/proc/sysrq-trigger',
  ].join('\n');
}
