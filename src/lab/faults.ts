/** What the lab's KVM can be made to do wrong, by name. vm-images/lab/faults.c does it. */
export const kvmFaults = {
  'kvm-without-mp-state':
    "tells no vCPU's power state and takes none, as before Linux 4.1; all that are restored run",
  'kvm-before-mp-state':
    'tells and takes no power state; all vCPUs but the first are off when they are restored',
  'kvm-ignores-set-mp-state': 'takes the power state of a vCPU and does nothing with it',
  'kvm-ignores-set-mp-state-at-reset':
    'takes the power state of a vCPU that has run before and does nothing with it',
  'kvm-mp-state-always-runnable': 'says of each vCPU that it is on',
  'kvm-forgets-counter': "does not take the virtual counter, the guest's clock",
  'kvm-counter-jumps': 'takes a virtual counter that is to be restored for a later one, by 17 s or more',
  'kvm-counter-goes-on-while-paused': 'does not take the virtual counter of a VM that was paused and goes on',
  'kvm-forgets-timer': 'does not take when the virtual timers fire',
  'kvm-forgets-general-registers': 'does not take the registers x19 to x28',
  'kvm-forgets-floating-point': 'does not take the floating-point registers',
  'kvm-forgets-thread-pointers':
    "does not take the kernel's and the program's pointer to what belongs to a CPU and a thread",
  'kvm-forgets-gic-distributor':
    "does not take the registers of the interrupt controller's distributor: interrupts of devices",
  'kvm-forgets-gic-redistributors':
    "does not take the registers of the redistributors: interrupts of each vCPU's own",
  'kvm-forgets-gic-cpu-interface':
    "does not take the registers of the vCPUs' interfaces to the interrupt controller",
  'kvm-forgets-its': 'does not take which interrupts the messages of PCI devices are',
  'kvm-loses-reboot': 'does not tell that the guest has asked for a reset',
  'kvm-loses-dirty-pages': 'does not tell of every fourth page that the guest has written to',
} as const;

export type KvmFault = keyof typeof kvmFaults;

/** The path in the lab of a QEMU with a fault in its KVM. @param qemu - the path of that QEMU: `/qemu/7.2/bin/…` */
export function withKvmFault(qemu: string, fault: KvmFault): string {
  return qemu.replace('/bin/', `/faults/${fault}/`);
}
