/** What KVM does wrong, and a scenario that finds it. */
interface FaultDescription {
  readonly does: string;
  readonly foundBy: string;
}

/** What the lab's KVM can be made to do wrong, by name. vm-images/lab/faults.c does it. */
export const kvmFaults = {
  'kvm-without-mp-state': {
    does: "tells no vCPU's power state and takes none, as before Linux 4.1; all that are restored run",
    foundBy: 'powered-off-vcpu-survives-migration',
  },
  'kvm-before-mp-state': {
    does: 'tells and takes no power state; all vCPUs but the first are off when they are restored',
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-ignores-set-mp-state': {
    does: 'takes the power state of a vCPU and does nothing with it',
    foundBy: 'powered-off-vcpu-survives-migration',
  },
  'kvm-ignores-set-mp-state-at-reset': {
    does: 'takes the power state of a vCPU that has run before and does nothing with it',
    foundBy: 'reset-brings-every-vcpu-back',
  },
  'kvm-mp-state-always-runnable': {
    does: 'says of each vCPU that it is on',
    foundBy: 'powered-off-vcpu-survives-migration',
  },
  'kvm-forgets-counter': {
    does: "does not take the virtual counter, the guest's clock",
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-counter-jumps': {
    does: 'takes a virtual counter that is to be restored for a later one, by 17 s or more',
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-counter-goes-on-while-paused': {
    does: 'does not take the virtual counter of a VM that was paused and goes on',
    foundBy: 'snapshot-of-a-paused-vm',
  },
  'kvm-forgets-timer': {
    does: 'does not take when the virtual timers fire',
    foundBy: 'busy-vcpus-go-on-after-migration',
  },
  'kvm-forgets-general-registers': {
    does: 'does not take the registers x19 to x28',
    foundBy: 'busy-vcpus-go-on-after-migration',
  },
  'kvm-forgets-floating-point': {
    does: 'does not take the floating-point registers',
    foundBy: 'busy-vcpus-go-on-after-migration',
  },
  'kvm-forgets-thread-pointers': {
    does: "does not take the kernel's and the program's pointer to what belongs to a CPU and a thread",
    foundBy: 'busy-vcpus-go-on-after-migration',
  },
  'kvm-forgets-gic-distributor': {
    does: "does not take the registers of the interrupt controller's distributor: interrupts of devices",
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-forgets-gic-redistributors': {
    does: "does not take the registers of the redistributors: interrupts of each vCPU's own",
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-forgets-gic-cpu-interface': {
    does: "does not take the registers of the vCPUs' interfaces to the interrupt controller",
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-forgets-its': {
    does: 'does not take which interrupts the messages of PCI devices are',
    foundBy: 'online-vcpus-survive-migration',
  },
  'kvm-loses-reboot': {
    does: 'does not tell that the guest has asked for a reset',
    foundBy: 'guest-reboots-from-any-vcpu',
  },
  'kvm-loses-dirty-pages': {
    does: 'does not tell of every fourth page that the guest has written to',
    foundBy: 'written-memory-survives-migration',
  },
} as const satisfies Record<string, FaultDescription>;

export type KvmFault = keyof typeof kvmFaults;

/** The path in the lab of a QEMU with a fault in its KVM. @param qemu - the path of that QEMU: `/qemu/7.2/bin/…` */
export function withKvmFault(qemu: string, fault: KvmFault): string {
  return qemu.replace('/bin/', `/faults/${fault}/`);
}
