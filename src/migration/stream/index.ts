export { abridgedStream, isWholeWithDevices, streamEndBytes } from './abridge.js';
export type { StreamCommand } from './commands.js';
export { compareMemory } from './compare-memory.js';
export { GuestMemory } from './guest-memory.js';
export { compareStreams, type StreamDifference } from './compare.js';
export type { StreamConfiguration } from './configuration.js';
export type { DeviceState } from './device-state.js';
export { editStream } from './edit/edit-stream.js';
export type { StreamEdit } from './edit/stream-edit.js';
export { StreamFormatError, StreamNotSupportedError, type StreamDamage } from './errors.js';
export type { Field, FieldValue, LeafValue } from './field.js';
export type { MappedPages, RamBlock, SentPages } from './ram-block.js';
export { readDeviceStates } from './read-device-states.js';
export { readStream, type MigrationStream, type ReadStreamOptions } from './read-stream.js';
export type { StreamSection } from './sections.js';
export { readPowerStates, vcpuPowerStates, type PowerState } from './vcpu-power-states.js';
export {
  systemRegisterFields,
  systemRegisterNameByQemu,
  systemRegisters,
  type SystemRegister,
} from './system-registers.js';
