export { Vm } from './vm.js';
export type { GuestAccess, VmSettings, VmStart } from './vm-settings.js';
export { consoleSign, stableMessage, tellsOfStall } from './console-signs.js';
