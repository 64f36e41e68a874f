export { StreamFormatError, StreamNotSupportedError } from './errors.js';
export { readDeviceStates, type StreamDevices } from './read-device-states.js';
export { readPowerStates, vcpuPowerStates, type PowerState } from './vcpu-power-states.js';
