import * as model from '../../src/model/index.js';
import type { OperationModel } from '../../src/model/index.js';

/** The operations without a VM to do them to. */
export const modelOperations: ReadonlyMap<string, OperationModel> = new Map(
  [
    ...[model.boot, model.cont, model.migrate, model.offline, model.online, model.reset, model.stop],
    ...[model.plug, model.unplug],
    ...[model.toggle, model.load, model.unload],
    ...[model.reboot, model.panic, model.poweroff, model.powerdown, model.watchdog, model.stopAndCont],
    ...[model.migrateInVain, model.cancelMigration],
    ...[model.snapshotSave, model.snapshotLoad, model.snapshotDelete],
  ].map((operation: OperationModel) => [operation.name, operation]),
);
