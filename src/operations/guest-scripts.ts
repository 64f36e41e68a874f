import { affinityMask } from '../guest/index.js';
import { lacking } from './last-command.js';

/** Pins the rest of a script to a vCPU. Nothing to pin to leaves it where it is. */
export function pinnedTo(vcpu: number | undefined, script: string): string {
  return vcpu === undefined ? script : `taskset -p ${affinityMask(vcpu)} $$ >/dev/null\n${script}`;
}

/** Ends a script where the guest's image lacks what it takes. */
export function unlessThere(test: string, what: string): string {
  return `${test} || { echo '${what}' >&2; exit ${lacking}; }`;
}

/**
 * Finds a PCI device that no driver has taken, and lets its registers be reached by `devmem`: `$base` is where they are, the
 * working directory is the device's in sysfs.
 *
 * @param ids - vendor and device, as in sysfs: `0x8086 0x25ab`
 */
export function openPciDevice(ids: string, what: string): string {
  return [
    'device=',
    `for at in /sys/bus/pci/devices/*; do read -r vendor <$at/vendor; read -r id <$at/device; [ "$vendor $id" = "${ids}" ] && device=$at; done`,
    unlessThere('[ -n "$device" ]', `${what} on its PCI bus`),
    'cd $device',
    'echo 1 >enable',
    'read -r base rest <resource',
  ].join('\n');
}
