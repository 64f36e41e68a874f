/** A QEMU from its launch to its end: its monitor, its serial console, its death, and its clean removal. */
export { checkInitrd, checkKernel } from './boot-files.js';
export { Death, deathFinding } from './death.js';
export { untilIdle } from './idle.js';
export { launch, type LaunchOptions } from './launch.js';
export type { LogsLocation } from './machine-logs.js';
export type { RunningMachine } from './running-machine.js';
export type { ConsoleLine, SerialConsole } from './serial-console.js';
export { signatureOf } from './signature.js';
export type { StopManner, StoppedMachine } from './stopped-machine.js';
export type { Accelerator, GuestArch, MachineSpec } from '../qemu/index.js';
