export { StreamFormatError, StreamNotSupportedError } from './errors.js';
export { readDeviceStates, type StreamDevices } from './read-device-states.js';
export type { DeviceState } from './device-state.js';
export type { Field, FieldValue } from './field.js';
export { vcpuPowerStates, type PowerState } from './vcpu-power-states.js';
