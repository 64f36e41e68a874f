export { StreamFormatError, StreamNotSupportedError } from './errors.js';
export { readDeviceStates, type StreamDevices } from './read-device-states.js';
export { vcpuPowerStates } from './vcpu-power-states.js';
