/**
 * Where QEMU runs: this machine. Whatever starts a process or makes a directory for QEMU does it through this folder, and
 * nothing of it survives vmwright.
 */
export { GuardedProcess, type ProcessEnd } from './guarded-process.js';
export { PrivateDirectory } from './private-directory.js';
export { isAlive, isFrozen } from './process-group.js';
