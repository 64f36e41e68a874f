/** What goes wrong on purpose, from outside, with an unmodified QEMU: the proof that the witnesses see. */
export { faultNamed, faults } from './catalogue.js';
export type { Fault, FaultPlace } from './fault.js';
export { Planting, type Planted } from './planting.js';
