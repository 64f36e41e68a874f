import type { MachineSpec } from '../qemu/index.js';
import type { Death } from './death.js';

/** How far one had to go to end a QEMU. */
export type StopManner =
  /** It had ended before, or crashed in place of obeying. */
  | 'by itself'
  /** It obeyed QMP's `quit`. */
  | 'quit'
  /** It obeyed SIGTERM. */
  | 'SIGTERM'
  /** Only SIGKILL ended it: it was frozen, or ignored the others. */
  | 'SIGKILL';

/** A machine whose QEMU is gone, and whose private directory is removed. */
export interface StoppedMachine {
  readonly spec: MachineSpec;
  /** As it was launched, for a shell. */
  readonly commandLine: string;
  readonly death: Death;
  readonly manner: StopManner;
}
