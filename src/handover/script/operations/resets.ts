import { isComingUp, type RebootParameters, type ResetParameters } from '../../../model/index.js';
import { affinityMask } from '../../../guest/index.js';
import { shellQuote } from '../../../qemu/index.js';
import { qmpLine, type ScriptForm } from '../form.js';

export const reset: ScriptForm<ResetParameters> = ({ times }, { before, meanwhile }) => [
  'mark_console',
  ...Array.from({ length: times }, () => `reset_by ${qmpLine('system_reset', undefined)}`),
  ...(before.runstate !== 'running' || isComingUp(before)
    ? []
    : [...(meanwhile.length > 0 ? ['kernel_starts', ...meanwhile] : []), 'up $patience']),
];

export const reboot: ScriptForm<RebootParameters> = ({ by, from }) => [
  'mark_console',
  ...(by === 'panic' ? ['panics=1'] : []),
  `reset_by guest_last ${shellQuote([pinnedTo(from, ways[by](from))])}`,
  'up $patience',
];

/** Has the console's shell do it on a certain vCPU. */
export function pinnedTo(vcpu: number | undefined, command: string): string {
  return vcpu === undefined ? command : `taskset -p ${affinityMask(vcpu)} $$; ${command}`;
}

const sysrq = 'echo b >/proc/sysrq-trigger';
const sysrqBy = (type: string) => `echo ${type} >/sys/kernel/reboot/type; ${sysrq}`;

const ways: Readonly<Record<RebootParameters['by'], (from: number | undefined) => string>> = {
  // Linux moves an orderly reboot to this vCPU.
  command: (from) =>
    `${from === undefined ? '' : `[ ! -w /sys/kernel/reboot/cpu ] || echo ${from} >/sys/kernel/reboot/cpu; `}reboot -f`,
  sysrq: () => sysrq,
  panic: () => 'echo -1 >/proc/sys/kernel/panic; echo c >/proc/sysrq-trigger',
  acpi: () => sysrqBy('acpi'),
  keyboard: () => sysrqBy('kbd'),
  pci: () => sysrqBy('cf9_force'),
  'triple-fault': () => sysrqBy('triple'),
};
