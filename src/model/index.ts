export * from './vm-model.js';
export type { Choice } from './choice.js';
export { loadKinds, type LoadKind } from './load.js';
export { chosenVcpus, type VcpuChoice } from './vcpu-choice.js';
export * from './expected-events.js';
export * from './needs.js';
export * from './operation-model.js';
export * from './walk.js';
export { boot, pluggedId, type BootParameters } from './operations/boot.js';
export { bootsWhenLetRun, cont } from './operations/cont.js';
export { cancelMigration } from './operations/cancel-migration.js';
export { migrate } from './operations/migrate.js';
export { migrateInVain } from './operations/migrate-in-vain.js';
export {
  isMisfit,
  isSeenAtOnce,
  type MigrateInVainParameters,
  type Misfit,
  type Moment,
} from './operations/migrate-in-vain/options.js';
export { migrateOptions, type MigrateParameters } from './operations/migrate/options.js';
export { isConnection, isThroughFile, transports, type Transport } from './operations/migrate/transports.js';
export { load } from './operations/load.js';
export { offline } from './operations/offline.js';
export { online } from './operations/online.js';
export { panic } from './operations/panic.js';
export { plug, type PlugParameters } from './operations/plug.js';
export { powerdown } from './operations/powerdown.js';
export { poweroff } from './operations/poweroff.js';
export { reboot, type RebootParameters, type RebootWay } from './operations/reboot.js';
export { reset, type ResetParameters } from './operations/reset.js';
export { snapshotDelete } from './operations/snapshot-delete.js';
export { snapshotLoad } from './operations/snapshot-load.js';
export { snapshotSave } from './operations/snapshot-save.js';
export { stop } from './operations/stop.js';
export { stopAndCont } from './operations/stop-and-cont.js';
export { toggle, type ToggleParameters } from './operations/toggle.js';
export { unload } from './operations/unload.js';
export { unplug } from './operations/unplug.js';
export { watchdog, type WatchdogParameters } from './operations/watchdog.js';
export type { FromVcpu } from './operations/from-vcpu.js';
