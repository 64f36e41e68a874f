import type { GuestArch } from './machine-spec.js';
import type { QemuProbe } from './probe.js';

/** Machines of which each version of QEMU has one, and keeps it as it was for those that migrate. */
const versioned: Readonly<Record<GuestArch, RegExp>> = {
  aarch64: /^virt-\d+(\.\d+)+$/,
  x86_64: /^pc-q35-\d+(\.\d+)+$/,
};

/**
 * The newest versioned machine type that two QEMUs have: a VM of this type is promised to be the same in both, and can move from
 * either to the other. Plain `virt` or `q35` is another machine in each version.
 */
export function commonMachineType(
  arch: GuestArch,
  one: Pick<QemuProbe, 'machineTypes'>,
  another: Pick<QemuProbe, 'machineTypes'>,
): string | undefined {
  const names = new Set(another.machineTypes.map(({ name }) => name));
  return one.machineTypes
    .map(({ name }) => name)
    .filter((name) => versioned[arch].test(name) && names.has(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0];
}

/** Whether a machine type names its version, whatever properties follow: `virt-7.2,gic-version=3`. */
export function isVersioned(machineType: string): boolean {
  return /-\d+(\.\d+)+(,|$)/.test(machineType);
}
