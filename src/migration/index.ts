/** How a VM gets from one QEMU into the next, and what the stream between them holds. */
export { restoreFromFile, saveToFile } from './file.js';
export { readPowerStates, StreamNotSupportedError, type PowerState } from './stream/index.js';
