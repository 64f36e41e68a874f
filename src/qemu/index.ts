/** Which QEMUs there are, what each can do, and how one is told what to be. */
export { commandLine, defaultMachineType, type MachineResources } from './command-line.js';
export { commonMachineType, isVersioned } from './common-machine-type.js';
export { connectMonitor, monitorIn } from './connect-monitor.js';
export { cpuModels } from './cpu-models.js';
export { missingFeatures } from './features.js';
export { findQemu, findQemuOn } from './find-qemu.js';
export { kvmPossible, kvmPossibleOn } from './kvm.js';
export type { Accelerator, GuestArch, MachineSpec } from './machine-spec.js';
export { probeQemu, type MachineType, type ProbeOptions, type QemuProbe } from './probe.js';
export { programFiles } from './program-files.js';
export { UnusableQemuError } from './unusable-qemu.js';
export { shellQuote } from '../support/shell-quote.js';
export { deviceId, vcpuSlots, type VcpuSlot } from './vcpu-slots.js';
export {
  addQemu,
  bundle,
  executableOf,
  factsOf,
  guestsOf,
  installQemus,
  leadingPackage,
  listStored,
  offeredQemus,
  qemuPackages,
  removeQemus,
  withStore,
  type GuestFacts,
  type LockedStore,
  type StoredQemu,
  type StoreOptions,
} from './store/index.js';
