/** What the lab's KVM can be made to do wrong, by what becomes of it. vm-images/lab/faults.c does it. */
export const kvmFaults = {
  'kvm-without-mp-state':
    "KVM tells no vCPU's power state and takes none, as before Linux 4.1; all that are restored run",
  'kvm-before-mp-state': 'the same, and all vCPUs but the first are off when they are restored',
  'kvm-ignores-set-mp-state': 'KVM takes the power state of a vCPU and does nothing with it',
  'kvm-mp-state-always-runnable': 'KVM says of each vCPU that it is on',
  'kvm-forgets-counter': "KVM does not take the virtual counter, which is the guest's clock",
  'kvm-forgets-timer': 'KVM does not take when the virtual timers fire',
  'kvm-forgets-gic-distributor':
    "KVM does not take the interrupt controller's distributor: interrupts of devices",
  'kvm-forgets-gic-redistributors':
    "KVM does not take the interrupt controller's redistributors: interrupts of each vCPU's own",
  'kvm-forgets-gic-cpu-interface': "KVM does not take the vCPUs' interfaces to the interrupt controller",
  'kvm-loses-dirty-pages': 'KVM does not tell of every fourth page that the guest has written to',
} as const satisfies Record<string, string>;

export type KvmFault = keyof typeof kvmFaults;

/** The path in the lab of a QEMU with a fault in its KVM. @param qemu - the path of that QEMU: `/qemu/7.2/bin/…` */
export function withKvmFault(qemu: string, fault: KvmFault): string {
  return qemu.replace('/bin/', `/faults/${fault}/`);
}
