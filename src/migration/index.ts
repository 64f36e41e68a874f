/** How a VM gets from one QEMU into the next, and what the stream between them holds. */
export { restoreFromFile, saveToFile } from './file.js';
export {
  readPowerStates,
  readStream,
  StreamFormatError,
  StreamNotSupportedError,
  vcpuPowerStates,
  type DeviceState,
  type Field,
  type FieldValue,
  type MigrationStream,
  type PowerState,
  type RamBlock,
  type ReadStreamOptions,
} from './stream/index.js';
