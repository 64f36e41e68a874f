import type { MigrationSide } from './ends.js';
import type { MigrationStatus } from './progress.js';

const postcopy = (beforeRecovery: string) =>
  `((postcopy-device )?postcopy-active (postcopy-paused (${beforeRecovery} )?postcopy-recover postcopy-active )*)?`;

/**
 * The order in which a migration that completes goes through its statuses (qapi/migration.json, MigrationStatus). QEMU 5.2
 * and 7.2 do not tell `device` unless they are to pause before the switch-over, 10.0 does; 11.1 tells `postcopy-device` too.
 * A destination of 7.2 that is to recover tells `setup` once more, since it listens once more.
 */
const orders: Readonly<Record<MigrationSide, RegExp>> = {
  source: new RegExp(
    `^setup (wait-unplug )?active (pre-switchover )?(device )?${postcopy('postcopy-recover-setup')}completed $`,
  ),
  destination: new RegExp(`^setup active ${postcopy('(setup|postcopy-recover-setup)')}completed $`),
};

/** Whether a completed migration went through its statuses as it must: once each, none left out, no failure between. */
export function isInOrder(side: MigrationSide, statuses: readonly MigrationStatus[]): boolean {
  return orders[side].test(statuses.map((status) => `${status} `).join(''));
}
