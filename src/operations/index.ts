import { boot } from './boot.js';
import { cancelMigration } from './cancel-migration.js';
import { cont } from './cont.js';
import { load } from './load.js';
import { migrate } from './migrate.js';
import { migrateInVain } from './migrate-in-vain.js';
import { offline } from './offline.js';
import { online } from './online.js';
import type { Operation } from './operation.js';
import { panic } from './panic.js';
import { plug } from './plug.js';
import { powerdown } from './powerdown.js';
import { poweroff } from './poweroff.js';
import { reboot } from './reboot.js';
import { reset } from './reset.js';
import { snapshotDelete } from './snapshot-delete.js';
import { snapshotLoad } from './snapshot-load.js';
import { snapshotSave } from './snapshot-save.js';
import { stop } from './stop.js';
import { toggle } from './toggle.js';
import { unload } from './unload.js';
import { stopAndCont } from './stop-and-cont.js';
import { unplug } from './unplug.js';
import { watchdog } from './watchdog.js';

export type { Operation, StepContext } from './operation.js';

/** Every operation by its name. One that is added here is at once there for scenarios, listings and reports. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    ...[boot, offline, online, plug, unplug, stop, cont, migrate, reset],
    ...[toggle, load, unload],
    ...[stopAndCont, reboot, watchdog, panic, poweroff, powerdown],
    ...[migrateInVain, cancelMigration],
    ...[snapshotSave, snapshotLoad, snapshotDelete],
  ].map((operation) => [operation.name, operation as Operation]),
);
