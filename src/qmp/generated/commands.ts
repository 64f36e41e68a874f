/*
 * Made by src/qmp/schema/main.ts out of query-qmp-schema: make it again with `npm run generate:qmp`; do not edit.
 * Asked were: 5.2 aarch64, 5.2 x86_64, 7.2 aarch64, 7.2 x86_64, 10.0 aarch64, 10.0 x86_64, 11.1 aarch64, 11.1 x86_64.
 * A comment names the QEMUs, out of these, that know something; where a member, value or type has none,
 * all of them do that know what it belongs to (for a type, QEMU 5.2, 7.2, 10.0, 11.1).
 */
import type { Empty, Integer, Open } from '../values.js';
import type * as types from './types.js';

/** What each command takes and returns. */
export interface Commands {
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'add-fd': { arguments: types.AddFdArgs; result: types.AddFdResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  add_client: { arguments: types.AddClientArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'announce-self': { arguments: types.AnnounceSelfArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  balloon: { arguments: types.BalloonArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-commit': { arguments: types.BlockCommitArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-dirty-bitmap-add': { arguments: types.BlockDirtyBitmapAddArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-dirty-bitmap-clear': { arguments: types.BlockDirtyBitmapClearArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-dirty-bitmap-disable': { arguments: types.BlockDirtyBitmapClearArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-dirty-bitmap-enable': { arguments: types.BlockDirtyBitmapClearArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-dirty-bitmap-merge': { arguments: types.BlockDirtyBitmapMergeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-dirty-bitmap-remove': { arguments: types.BlockDirtyBitmapClearArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-export-add': { arguments: types.BlockExportAddArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-export-del': { arguments: types.BlockExportDelArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-job-cancel': { arguments: types.BlockJobCancelArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'block-job-change': { arguments: types.BlockJobChangeArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 11.1
   */
  'block-job-complete': { arguments: types.BlockJobCompleteArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 11.1
   */
  'block-job-dismiss': { arguments: types.BlockJobDismissArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 11.1
   */
  'block-job-finalize': { arguments: types.BlockJobFinalizeArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 11.1
   */
  'block-job-pause': { arguments: types.BlockJobPauseArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 11.1
   */
  'block-job-resume': { arguments: types.BlockJobResumeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-job-set-speed': { arguments: types.BlockJobSetSpeedArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-latency-histogram-set': { arguments: types.BlockLatencyHistogramSetArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-set-write-threshold': { arguments: types.BlockSetWriteThresholdArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'block-stream': { arguments: types.BlockStreamArgs; result: Empty };
  /** QEMU 5.2. */
  block_passwd: { arguments: types.BlockPasswdArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  block_resize: { arguments: types.BlockResizeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  block_set_io_throttle: { arguments: types.BlockSetIoThrottleArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-add': { arguments: types.BlockdevAddArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-backup': { arguments: types.BlockdevBackupArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-change-medium': { arguments: types.BlockdevChangeMediumArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-close-tray': { arguments: types.BlockdevCloseTrayArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-create': { arguments: types.BlockdevCreateArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-del': { arguments: types.BlockdevDelArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-insert-medium': { arguments: types.BlockdevInsertMediumArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-mirror': { arguments: types.BlockdevMirrorArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-open-tray': { arguments: types.BlockdevOpenTrayArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-remove-medium': { arguments: types.BlockdevRemoveMediumArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'blockdev-reopen': { arguments: types.BlockdevReopenArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'blockdev-set-active': { arguments: types.BlockdevSetActiveArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Feature `allow-write-only-overlay`: QEMU 5.2, 7.2, 10.0, 11.1.
   */
  'blockdev-snapshot': { arguments: types.BlockdevSnapshotArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-snapshot-delete-internal-sync': { arguments: types.BlockdevSnapshotDeleteInternalSyncArgs; result: types.BlockdevSnapshotDeleteInternalSyncResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-snapshot-internal-sync': { arguments: types.BlockdevSnapshotInternalSyncArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'blockdev-snapshot-sync': { arguments: types.BlockdevSnapshotSyncArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'calc-dirty-rate': { arguments: types.CalcDirtyRateArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'cancel-vcpu-dirty-limit': { arguments: types.CancelVcpuDirtyLimitArgs; result: Empty };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  change: { arguments: types.ChangeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'change-backing-file': { arguments: types.ChangeBackingFileArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'change-vnc-password': { arguments: types.ChangeVncPasswordArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'chardev-add': { arguments: types.ChardevAddArgs; result: types.ChardevAddResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'chardev-change': { arguments: types.ChardevChangeArgs; result: types.ChardevAddResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'chardev-remove': { arguments: types.ChardevRemoveArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'chardev-send-break': { arguments: types.ChardevSendBreakArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  client_migrate_info: { arguments: types.ClientMigrateInfoArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  closefd: { arguments: types.ClosefdArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  cont: { arguments: Empty; result: Empty };
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'cxl-add-dynamic-capacity': { arguments: types.CxlAddDynamicCapacityArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'cxl-inject-correctable-error': { arguments: types.CxlInjectCorrectableErrorArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'cxl-inject-dram-event': { arguments: types.CxlInjectDramEventArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'cxl-inject-general-media-event': { arguments: types.CxlInjectGeneralMediaEventArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'cxl-inject-memory-module-event': { arguments: types.CxlInjectMemoryModuleEventArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'cxl-inject-poison': { arguments: types.CxlInjectPoisonArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'cxl-inject-uncorrectable-errors': { arguments: types.CxlInjectUncorrectableErrorsArgs; result: Empty };
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'cxl-release-dynamic-capacity': { arguments: types.CxlReleaseDynamicCapacityArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'device-list-properties': { arguments: types.DeviceListPropertiesArgs; result: types.DeviceListPropertiesResultItem[] };
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'device-sync-config': { arguments: types.DeviceSyncConfigArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Feature `json-cli`: QEMU 7.2, 10.0, 11.1.
   * Feature `json-cli-hotplug`: QEMU 7.2, 10.0, 11.1.
   */
  device_add: { arguments: types.DeviceAddArgs & Record<string, unknown>; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  device_del: { arguments: types.DeviceDelArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'display-reload': { arguments: types.DisplayReloadArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'display-update': { arguments: types.DisplayUpdateArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 7.2, 10.0, 11.1
   */
  'drive-backup': { arguments: types.DriveBackupArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'drive-mirror': { arguments: types.DriveMirrorArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'dump-guest-memory': { arguments: types.DumpGuestMemoryArgs; result: Empty };
  /** QEMU 11.1. */
  'dump-skeys': { arguments: types.DumpSkeysArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  dumpdtb: { arguments: types.DumpdtbArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  eject: { arguments: types.EjectArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  expire_password: { arguments: types.ExpirePasswordArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  getfd: { arguments: types.GetfdArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Feature `savevm-monitor-nodes`: QEMU 5.2, 7.2, 10.0, 11.1.
   */
  'human-monitor-command': { arguments: types.HumanMonitorCommandArgs; result: string };
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'inject-ghes-v2-error': { arguments: types.InjectGhesV2ErrorArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'inject-nmi': { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'input-send-event': { arguments: types.InputSendEventArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'job-cancel': { arguments: types.JobCancelArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'job-complete': { arguments: types.JobCompleteArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'job-dismiss': { arguments: types.JobDismissArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'job-finalize': { arguments: types.JobFinalizeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'job-pause': { arguments: types.JobPauseArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'job-resume': { arguments: types.JobResumeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  memsave: { arguments: types.MemsaveArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  migrate: { arguments: types.MigrateArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'migrate-continue': { arguments: types.MigrateContinueArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'migrate-incoming': { arguments: types.MigrateIncomingArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Can run out of band.
   */
  'migrate-pause': { arguments: Empty; result: Empty; oob: true };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Can run out of band.
   */
  'migrate-recover': { arguments: types.MigrateRecoverArgs; result: Empty; oob: true };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  'migrate-set-cache-size': { arguments: types.MigrateSetCacheSizeArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'migrate-set-capabilities': { arguments: types.MigrateSetCapabilitiesArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'migrate-set-parameters': { arguments: types.MigrateSetParametersArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'migrate-start-postcopy': { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  migrate_cancel: { arguments: Empty; result: Empty };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  migrate_set_downtime: { arguments: types.MigrateSetDowntimeArgs; result: Empty };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  migrate_set_speed: { arguments: types.MigrateSetSpeedArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 5.2, 7.2, 10.0, 11.1
   */
  'nbd-server-add': { arguments: types.NbdServerAddArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 5.2, 7.2, 10.0, 11.1
   */
  'nbd-server-remove': { arguments: types.NbdServerRemoveArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'nbd-server-start': { arguments: types.NbdServerStartArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'nbd-server-stop': { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  netdev_add: { arguments: types.NetdevAddArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  netdev_del: { arguments: types.NetdevDelArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'object-add': { arguments: types.ObjectAddArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'object-del': { arguments: types.ObjectDelArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  pmemsave: { arguments: types.PmemsaveArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  qmp_capabilities: { arguments: types.QmpCapabilitiesArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'qom-get': { arguments: types.QomGetArgs; result: unknown };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'qom-list': { arguments: types.QomListArgs; result: types.DeviceListPropertiesResultItem[] };
  /** QEMU 11.1. */
  'qom-list-get': { arguments: types.QomListGetArgs; result: types.QomListGetResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'qom-list-properties': { arguments: types.QomListPropertiesArgs; result: types.DeviceListPropertiesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'qom-list-types': { arguments: types.QomListTypesArgs; result: types.QomListTypesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'qom-set': { arguments: types.QomSetArgs; result: Empty };
  /** QEMU 11.1. */
  'query-accelerators': { arguments: Empty; result: types.QueryAcceleratorsResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-acpi-ospm-status': { arguments: Empty; result: types.QueryAcpiOspmStatusResultItem[] };
  /** QEMU 10.0, 11.1. */
  'query-audiodevs': { arguments: Empty; result: types.QueryAudiodevsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-balloon': { arguments: Empty; result: types.QueryBalloonResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-block': { arguments: types.QueryBlockArgs; result: types.QueryBlockResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-block-exports': { arguments: Empty; result: types.QueryBlockExportsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-block-jobs': { arguments: Empty; result: types.QueryBlockJobsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-blockstats': { arguments: types.QueryBlockstatsArgs; result: types.QueryBlockstatsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-chardev': { arguments: Empty; result: types.QueryChardevResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-chardev-backends': { arguments: Empty; result: types.QueryChardevBackendsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-colo-status': { arguments: Empty; result: types.QueryColoStatusResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-command-line-options': { arguments: types.QueryCommandLineOptionsArgs; result: types.QueryCommandLineOptionsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-commands': { arguments: Empty; result: types.QueryCommandsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-cpu-definitions': { arguments: Empty; result: types.QueryCpuDefinitionsResultItem[] };
  /** QEMU 11.1. */
  'query-cpu-model-baseline': { arguments: types.QueryCpuModelBaselineArgs; result: types.QueryCpuModelBaselineResult };
  /** QEMU 11.1. */
  'query-cpu-model-comparison': { arguments: types.QueryCpuModelComparisonArgs; result: types.QueryCpuModelComparisonResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-cpu-model-expansion': { arguments: types.QueryCpuModelExpansionArgs; result: types.QueryCpuModelExpansionResult };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  'query-cpus': { arguments: Empty; result: types.QueryCpusResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-cpus-fast': { arguments: Empty; result: types.QueryCpusFastResultItem[] };
  /** QEMU 10.0, 11.1. */
  'query-cryptodev': { arguments: Empty; result: types.QueryCryptodevResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-current-machine': { arguments: Empty; result: types.QueryCurrentMachineResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-dirty-rate': { arguments: types.QueryDirtyRateArgs; result: types.QueryDirtyRateResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-display-options': { arguments: Empty; result: types.QueryDisplayOptionsResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-dump': { arguments: Empty; result: types.QueryDumpResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-dump-guest-memory-capability': { arguments: Empty; result: types.QueryDumpGuestMemoryCapabilityResult };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  'query-events': { arguments: Empty; result: types.QueryEventsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-fdsets': { arguments: Empty; result: types.QueryFdsetsResultItem[] };
  /** QEMU 11.1. */
  'query-firmware-log': { arguments: types.QueryFirmwareLogArgs; result: types.QueryFirmwareLogResult };
  /** QEMU 5.2 (aarch64), 7.2 (aarch64), 10.0 (aarch64), 11.1. */
  'query-gic-capabilities': { arguments: Empty; result: types.QueryGicCapabilitiesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-hotpluggable-cpus': { arguments: Empty; result: types.QueryHotpluggableCpusResultItem[] };
  /** QEMU 10.0, 11.1. */
  'query-hv-balloon-status-report': { arguments: Empty; result: types.QueryHvBalloonStatusReportResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-iothreads': { arguments: Empty; result: types.QueryIothreadsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-jobs': { arguments: Empty; result: types.QueryJobsResultItem[] };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * @deprecated in QEMU 11.1
   */
  'query-kvm': { arguments: Empty; result: types.QueryKvmResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-machines': { arguments: types.QueryMachinesArgs; result: types.QueryMachinesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-memdev': { arguments: Empty; result: types.QueryMemdevResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-memory-devices': { arguments: Empty; result: types.QueryMemoryDevicesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-memory-size-summary': { arguments: Empty; result: types.QueryMemorySizeSummaryResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-mice': { arguments: Empty; result: types.QueryMiceResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-migrate': { arguments: Empty; result: types.QueryMigrateResult };
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  'query-migrate-cache-size': { arguments: Empty; result: Integer };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-migrate-capabilities': { arguments: Empty; result: types.QueryMigrateCapabilitiesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-migrate-parameters': { arguments: Empty; result: types.QueryMigrateParametersResult };
  /**
   * QEMU 10.0.
   * @deprecated in QEMU 10.0
   */
  'query-migrationthreads': { arguments: Empty; result: types.QueryMigrationthreadsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-name': { arguments: Empty; result: types.QueryNameResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-named-block-nodes': { arguments: types.QueryNamedBlockNodesArgs; result: types.QueryNamedBlockNodesResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-pci': { arguments: Empty; result: types.QueryPciResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-pr-managers': { arguments: Empty; result: types.QueryPrManagersResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-qmp-schema': { arguments: Empty; result: types.QueryQmpSchemaResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-replay': { arguments: Empty; result: types.QueryReplayResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-rocker': { arguments: types.QueryRockerArgs; result: types.QueryRockerResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-rocker-of-dpa-flows': { arguments: types.QueryRockerOfDpaFlowsArgs; result: types.QueryRockerOfDpaFlowsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-rocker-of-dpa-groups': { arguments: types.QueryRockerOfDpaGroupsArgs; result: types.QueryRockerOfDpaGroupsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-rocker-ports': { arguments: types.QueryRockerPortsArgs; result: types.QueryRockerPortsResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-rx-filter': { arguments: types.QueryRxFilterArgs; result: types.QueryRxFilterResultItem[] };
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'query-s390x-cpu-polarization': { arguments: Empty; result: types.QueryS390xCpuPolarizationResult };
  /** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'query-sev': { arguments: Empty; result: types.QuerySevResult };
  /** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'query-sev-attestation-report': { arguments: types.QuerySevAttestationReportArgs; result: types.QuerySevAttestationReportResult };
  /** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'query-sev-capabilities': { arguments: Empty; result: types.QuerySevCapabilitiesResult };
  /** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'query-sev-launch-measure': { arguments: Empty; result: types.QuerySevLaunchMeasureResult };
  /** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'query-sgx': { arguments: Empty; result: types.QuerySgxResult };
  /** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'query-sgx-capabilities': { arguments: Empty; result: types.QuerySgxResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-spice': { arguments: Empty; result: types.QuerySpiceResult };
  /** QEMU 7.2, 10.0, 11.1. */
  'query-stats': { arguments: types.QueryStatsArgs; result: types.QueryStatsResultItem[] };
  /** QEMU 7.2, 10.0, 11.1. */
  'query-stats-schemas': { arguments: types.QueryStatsSchemasArgs; result: types.QueryStatsSchemasResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-status': { arguments: Empty; result: types.QueryStatusResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-target': { arguments: Empty; result: types.QueryTargetResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-tpm': { arguments: Empty; result: types.QueryTpmResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-tpm-models': { arguments: Empty; result: Open<types.QueryTpmModelsResultItem>[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-tpm-types': { arguments: Empty; result: Open<types.QueryTpmTypesResultItem>[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-uuid': { arguments: Empty; result: types.QueryUuidResult };
  /** QEMU 7.2, 10.0, 11.1. */
  'query-vcpu-dirty-limit': { arguments: Empty; result: types.QueryVcpuDirtyLimitResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-version': { arguments: Empty; result: types.QueryVersionResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-vm-generation-id': { arguments: Empty; result: types.QueryVmGenerationIdResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-vnc': { arguments: Empty; result: types.QueryVncResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-vnc-servers': { arguments: Empty; result: types.QueryVncServersResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'query-xen-replication-status': { arguments: Empty; result: types.QueryXenReplicationStatusResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Can run out of band.
   */
  'query-yank': { arguments: Empty; result: types.QueryYankResultItem[]; oob: true };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  quit: { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'remove-fd': { arguments: types.RemoveFdArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'replay-break': { arguments: types.ReplayBreakArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'replay-delete-break': { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'replay-seek': { arguments: types.ReplaySeekArgs; result: Empty };
  /** QEMU 10.0, 11.1. */
  'request-ebpf': { arguments: types.RequestEbpfArgs; result: types.RequestEbpfResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'ringbuf-read': { arguments: types.RingbufReadArgs; result: string };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'ringbuf-write': { arguments: types.RingbufWriteArgs; result: Empty };
  /** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'rtc-reset-reinjection': { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  screendump: { arguments: types.ScreendumpArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'send-key': { arguments: types.SendKeyArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'set-action': { arguments: types.SetActionArgs; result: Empty };
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'set-cpu-topology': { arguments: types.SetCpuTopologyArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'set-numa-node': { arguments: types.SetNumaNodeArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'set-vcpu-dirty-limit': { arguments: types.SetVcpuDirtyLimitArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  set_link: { arguments: types.SetLinkArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  set_password: { arguments: types.SetPasswordArgs; result: Empty };
  /** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'sev-inject-launch-secret': { arguments: types.SevInjectLaunchSecretArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'snapshot-delete': { arguments: types.SnapshotDeleteArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'snapshot-load': { arguments: types.SnapshotLoadArgs; result: Empty };
  /** QEMU 7.2, 10.0, 11.1. */
  'snapshot-save': { arguments: types.SnapshotSaveArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  stop: { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  system_powerdown: { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  system_reset: { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  system_wakeup: { arguments: Empty; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'trace-event-get-state': { arguments: types.TraceEventGetStateArgs; result: types.TraceEventGetStateResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'trace-event-set-state': { arguments: types.TraceEventSetStateArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  transaction: { arguments: types.TransactionArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'watchdog-set-action': { arguments: types.WatchdogSetActionArgs; result: Empty };
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'x-accel-stats': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-blockdev-amend': { arguments: types.XBlockdevAmendArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-blockdev-change': { arguments: types.XBlockdevChangeArgs; result: Empty };
  /** QEMU 5.2. */
  'x-blockdev-reopen': { arguments: types.BlockdevAddArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-blockdev-set-iothread': { arguments: types.XBlockdevSetIothreadArgs; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-colo-lost-heartbeat': { arguments: Empty; result: Empty };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-debug-block-dirty-bitmap-sha256': { arguments: types.BlockDirtyBitmapClearArgs; result: types.XDebugBlockDirtyBitmapSha256Result };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-debug-query-block-graph': { arguments: Empty; result: types.XDebugQueryBlockGraphResult };
  /**
   * QEMU 5.2, 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-exit-preconfig': { arguments: Empty; result: Empty };
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'x-query-interrupt-controllers': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-irq': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-jit': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-numa': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0.
   * Unstable in QEMU 7.2, 10.0.
   */
  'x-query-opcount': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2.
   * Unstable in QEMU 7.2.
   */
  'x-query-profile': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-ramblock': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2.
   * Unstable in QEMU 7.2.
   */
  'x-query-rdma': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-roms': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-usb': { arguments: Empty; result: types.XAccelStatsResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-virtio': { arguments: Empty; result: types.XQueryVirtioResultItem[] };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-virtio-queue-element': { arguments: types.XQueryVirtioQueueElementArgs; result: types.XQueryVirtioQueueElementResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-virtio-queue-status': { arguments: types.XQueryVirtioQueueStatusArgs; result: types.XQueryVirtioQueueStatusResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-virtio-status': { arguments: types.XQueryVirtioStatusArgs; result: types.XQueryVirtioStatusResult };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-query-virtio-vhost-queue-status': { arguments: types.XQueryVirtioVhostQueueStatusArgs; result: types.XQueryVirtioVhostQueueStatusResult };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'xen-colo-do-checkpoint': { arguments: Empty; result: Empty };
  /** QEMU 10.0 (x86_64), 11.1. */
  'xen-event-inject': { arguments: types.XenEventInjectArgs; result: Empty };
  /** QEMU 10.0 (x86_64), 11.1. */
  'xen-event-list': { arguments: Empty; result: types.XenEventListResultItem[] };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'xen-load-devices-state': { arguments: types.XenLoadDevicesStateArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'xen-save-devices-state': { arguments: types.XenSaveDevicesStateArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'xen-set-global-dirty-log': { arguments: types.XenSetGlobalDirtyLogArgs; result: Empty };
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  'xen-set-replication': { arguments: types.XenSetReplicationArgs; result: Empty };
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Can run out of band.
   */
  yank: { arguments: types.YankArgs; result: Empty; oob: true };
}
