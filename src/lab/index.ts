/** Real arm64 KVM on any machine: an arm64 Linux under TCG whose KVM runs the guests. */
export { labDown } from './down.js';
export { probeInLab } from './probe.js';
export { kvmFaults, withKvmFault, type KvmFault } from './faults.js';
export { labFor, type LabForOptions, type LabInUse } from './lab-for.js';
export type { LabFacts, LabSpec, QemuInLab } from './lab-spec.js';
export type { LabOptions } from './options.js';
export { openShell, type ShellOptions } from './shell.js';
export { readLabState, type LabState } from './state-file.js';
export { superviseLab, type SupervisorMessage } from './supervise.js';
export { sessionTarget, targetAt, type LabTarget } from './target.js';
export { labUp, upBudgetMs, type LabUp } from './up.js';
