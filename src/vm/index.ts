export { Vm, type GuestAccess, type VmSettings } from './vm.js';
export { stableMessage } from './console-signs.js';
