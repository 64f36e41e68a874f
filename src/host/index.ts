/**
 * Where QEMU runs: this machine, or another one over SSH. Whatever starts a process or makes a directory for QEMU does it
 * through this folder, and nothing of it survives vmwright.
 */
export { addressBetween } from './addresses.js';
export { HostLostError, NobodyListensError } from './errors.js';
export type { HostFacts } from './facts.js';
export type {
  GuardedProcess,
  Host,
  HostAddress,
  HostFiles,
  MonitorAddress,
  PrivateDirectory,
  ProcessEnd,
} from './host.js';
export { LocalDirectory } from './local/local-directory.js';
export { localHost, programOnPath } from './local/local-host.js';
export { openHost } from './open-host.js';
export { SshHost } from './ssh/ssh-host.js';
export type { SshCredentials } from './ssh/target.js';
