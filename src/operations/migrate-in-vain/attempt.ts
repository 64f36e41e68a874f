import type { RunningMachine } from '../../machine/index.js';
import {
  crawlBytesPerSecond,
  type MigrationProgress,
  type MigrationSetUp,
  type Route,
} from '../../migration/index.js';
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

/** With no end in sight. */
export const crawl = { 'max-bandwidth': crawlBytesPerSecond };
