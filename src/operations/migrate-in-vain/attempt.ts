import type { RunningMachine } from '../../machine/index.js';
import type { MigrationProgress, MigrationSetUp, Route } from '../../migration/index.js';
import type { WaitOptions } from '../../support/deadline.js';

/** A migration that is to come to nothing. */
export interface Attempt {
  /** As in "migrating via unix, cancelled at active", for messages. */
  readonly what: string;
  readonly source: RunningMachine;
  readonly setUp: MigrationSetUp;
  readonly route: Route;
  readonly outgoing: MigrationProgress;
  readonly wait: WaitOptions;
}

/** So slow that not even a guest that does nothing converges: its memory alone takes minutes. */
export const crawl = { 'max-bandwidth': 128 * 2 ** 10 };
