import type { Duplex } from 'node:stream';
import type { Host } from '../host/index.js';
import type { MachineSpec } from '../qemu/index.js';

/** The QEMU at the other end of a monitor. */
export interface InterposedQemu {
  readonly spec: MachineSpec;
  readonly host: Host;
  /** Signals QEMU itself; nothing when it is gone. */
  signal(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Stands between a QEMU's monitor and its client, as a planted fault does. Called once for each connection.
 *
 * @param monitor - the connection to QEMU, which is the interposer's from then on
 * @returns what the client talks to in its place; descriptors cannot be passed through it
 */
export type Interpose = (monitor: Duplex, qemu: InterposedQemu) => Duplex;
