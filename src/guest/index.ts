/** The guest's side: a session over SSH, and what it tells of its CPUs. */
export { affinityMask } from './affinity-mask.js';
export { station } from './inside/station.js';
export { connect as connectSsh } from './connect.js';
export { Canary, type CanaryVerdict } from './canary.js';
export { readCpuNumbers, sameNumbers, type CpuNumbers } from './cpu-numbers.js';
export {
  GuestConnectionLostError,
  GuestHostKeyError,
  GuestKeyError,
  GuestLoginRefusedError,
} from './errors.js';
export { GuestLoad, type LoadKind, type LoadSight } from './load.js';
export { GuestProbe } from './probe.js';
export type { CpuSight, GuestSight, LogRecord } from './sight.js';
export { GuestSession, type CommandResult, type RunOptions } from './session.js';
export type { GuestTarget } from './handshake.js';
