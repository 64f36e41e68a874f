/*
 * Made by src/qmp/schema/main.ts out of query-qmp-schema: make it again with `npm run generate:qmp`; do not edit.
 * Asked were: 5.2 aarch64, 5.2 x86_64, 7.2 aarch64, 7.2 x86_64, 10.0 aarch64, 10.0 x86_64, 11.1 aarch64, 11.1 x86_64.
 * A comment names the QEMUs, out of these, that know something; where a member, value or type has none,
 * all of them do that know what it belongs to (for a type, QEMU 5.2, 7.2, 10.0, 11.1).
 */
import type * as types from './types.js';

/** The data of each event. */
export interface Events {
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  ACPI_DEVICE_OST: types.AcpiDeviceOstEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BALLOON_CHANGE: types.BalloonChangeEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_EXPORT_DELETED: types.BlockExportDeletedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_IMAGE_CORRUPTED: types.BlockImageCorruptedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_IO_ERROR: types.BlockIoErrorEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_JOB_CANCELLED: types.BlockJobCancelledEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_JOB_COMPLETED: types.BlockJobCompletedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_JOB_ERROR: types.BlockJobErrorEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_JOB_PENDING: types.BlockJobPendingEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_JOB_READY: types.BlockJobReadyEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  BLOCK_WRITE_THRESHOLD: types.BlockWriteThresholdEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  COLO_EXIT: types.ColoExitEvent;
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  CPU_POLARIZATION_CHANGE: types.CpuPolarizationChangeEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  DEVICE_DELETED: types.DeviceDeletedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  DEVICE_TRAY_MOVED: types.DeviceTrayMovedEvent;
  /** QEMU 7.2, 10.0, 11.1. */
  DEVICE_UNPLUG_GUEST_ERROR: types.DeviceUnplugGuestErrorEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  DUMP_COMPLETED: types.DumpCompletedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  FAILOVER_NEGOTIATED: types.FailoverNegotiatedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  GUEST_CRASHLOADED: types.GuestCrashloadedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  GUEST_PANICKED: types.GuestPanickedEvent;
  /** QEMU 10.0, 11.1. */
  GUEST_PVSHUTDOWN: undefined;
  /** QEMU 10.0, 11.1. */
  HV_BALLOON_STATUS_REPORT: types.QueryHvBalloonStatusReportResult;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  JOB_STATUS_CHANGE: types.JobStatusChangeEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  MEMORY_DEVICE_SIZE_CHANGE: types.MemoryDeviceSizeChangeEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  MEMORY_FAILURE: types.MemoryFailureEvent;
  /**
   * QEMU 5.2, 7.2.
   * @deprecated in QEMU 7.2
   */
  MEM_UNPLUG_ERROR: types.MemUnplugErrorEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  MIGRATION: types.MigrationEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  MIGRATION_PASS: types.MigrationPassEvent;
  /** QEMU 7.2, 10.0, 11.1. */
  NETDEV_STREAM_CONNECTED: types.NetdevStreamConnectedEvent;
  /** QEMU 7.2, 10.0, 11.1. */
  NETDEV_STREAM_DISCONNECTED: types.NetdevStreamDisconnectedEvent;
  /** QEMU 10.0, 11.1. */
  NETDEV_VHOST_USER_CONNECTED: types.NetdevVhostUserConnectedEvent;
  /** QEMU 10.0, 11.1. */
  NETDEV_VHOST_USER_DISCONNECTED: types.NetdevVhostUserDisconnectedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  NIC_RX_FILTER_CHANGED: types.NicRxFilterChangedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  POWERDOWN: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  PR_MANAGER_STATUS_CHANGED: types.PrManagerStatusChangedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  QUORUM_FAILURE: types.QuorumFailureEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  QUORUM_REPORT_BAD: types.QuorumReportBadEvent;
  /** QEMU 5.2, 7.2. */
  RDMA_GID_STATUS_CHANGED: types.RdmaGidStatusChangedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  RESET: types.ResetEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  RESUME: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  RTC_CHANGE: types.RtcChangeEvent;
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  SCLP_CPI_INFO_AVAILABLE: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SHUTDOWN: types.ShutdownEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SPICE_CONNECTED: types.SpiceConnectedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SPICE_DISCONNECTED: types.SpiceDisconnectedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SPICE_INITIALIZED: types.SpiceInitializedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SPICE_MIGRATE_COMPLETED: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  STOP: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SUSPEND: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  SUSPEND_DISK: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  UNPLUG_PRIMARY: types.UnplugPrimaryEvent;
  /** QEMU 10.0, 11.1. */
  VFIO_MIGRATION: types.VfioMigrationEvent;
  /** QEMU 7.2, 10.0, 11.1. */
  VFU_CLIENT_HANGUP: types.VfuClientHangupEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  VNC_CONNECTED: types.VncConnectedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  VNC_DISCONNECTED: types.VncDisconnectedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  VNC_INITIALIZED: types.VncInitializedEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  VSERPORT_CHANGE: types.VserportChangeEvent;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  WAKEUP: undefined;
  /** QEMU 5.2, 7.2, 10.0, 11.1. */
  WATCHDOG: types.WatchdogEvent;
}
