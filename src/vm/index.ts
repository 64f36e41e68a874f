export { Vm, type GuestAccess, type VmSettings } from './vm.js';
export { consoleSign, stableMessage, tellsOfStall } from './console-signs.js';
