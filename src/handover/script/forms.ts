import type * as models from '../../model/index.js';
import type { FormsOf } from './form.js';
import { boot } from './operations/boot.js';
import { plug, unplug } from './operations/hotplug.js';
import { cancelMigration, migrateInVain } from './operations/migrate-in-vain.js';
import { migrate } from './operations/migrate.js';
import { reboot, reset } from './operations/resets.js';
import { cont, stop, stopAndCont } from './operations/runstate.js';
import { snapshotDelete, snapshotLoad, snapshotSave } from './operations/snapshots.js';
import { panic, powerdown, poweroff, watchdog } from './operations/stopped-by-guest.js';
import { offline, online, toggle } from './operations/switch-vcpu.js';
import { load, unload } from './operations/work.js';

/** How each operation of the model is scripted. One that is added to the model and not here does not compile. */
export const forms: FormsOf<typeof models> = {
  ...{ boot, offline, online, toggle, plug, unplug },
  ...{ stop, cont, stopAndCont, reset, reboot, watchdog, panic, poweroff, powerdown },
  ...{ migrate, migrateInVain, cancelMigration },
  ...{ snapshotSave, snapshotLoad, snapshotDelete, load, unload },
};
