import type { QmpClient } from '../../qmp/index.js';
import type { WaitOptions } from '../../support/deadline.js';

/** A way for a VM's state from one QEMU into the next. Each is used for one migration. */
export interface Route {
  /** Has the source send. Returns as soon as it has begun. */
  send(source: QmpClient, wait: WaitOptions): Promise<void>;
  /** Has the destination, launched with `-incoming defer`, take in what comes; returns as soon as it does. */
  receive(destination: QmpClient, wait: WaitOptions): Promise<void>;
  /** The destination's monitor answers only once the source has begun: it sends first, and waits for the other. */
  readonly opensDestination?: true;
  /** For one through a file: the destination receives once this has returned, never before. */
  readonly file?: StreamInFile;
  /** The address that both sides know, for a migration that comes back to it after its channel broke. */
  readonly uri?: string;
}

/** What a source that has completed leaves in a file. */
export interface StreamInFile {
  /** @throws EnvironmentError when the disk is full: then QEMU tells of a failure, or of none where there was one */
  checkSpace(): Promise<void>;
  /** Returns when all of it is there. @throws EnvironmentError when it never is */
  whole(wait: WaitOptions): Promise<void>;
}
