/*
 * Made by src/qmp/schema/main.ts out of query-qmp-schema: make it again with `npm run generate:qmp`; do not edit.
 * Asked were: 5.2 aarch64, 5.2 x86_64, 7.2 aarch64, 7.2 x86_64, 10.0 aarch64, 10.0 x86_64, 11.1 aarch64, 11.1 x86_64.
 * A comment names the QEMUs, out of these, that know something; where a member, value or type has none,
 * all of them do that know what it belongs to (for a type, QEMU 5.2, 7.2, 10.0, 11.1).
 */
import type { Empty, Integer, Open } from '../values.js';

export interface AcpiDeviceOstEvent {
  info: QueryAcpiOspmStatusResultItem;
}

export interface AddClientArgs {
  fdname: string;
  protocol: string;
  skipauth?: boolean | undefined;
  tls?: boolean | undefined;
}

export interface AddFdArgs {
  'fdset-id'?: Integer | undefined;
  opaque?: string | undefined;
}

export interface AddFdResult {
  fd: Integer;
  'fdset-id': Integer;
}

export interface AnnounceSelfArgs {
  id?: string | undefined;
  initial: Integer;
  interfaces?: readonly string[] | undefined;
  max: Integer;
  rounds: Integer;
  step: Integer;
}

export interface BalloonArgs {
  value: Integer;
}

export interface BalloonChangeEvent {
  actual: Integer;
}

export interface BlockCommitArgs {
  'auto-dismiss'?: boolean | undefined;
  'auto-finalize'?: boolean | undefined;
  'backing-file'?: string | undefined;
  /** QEMU 10.0, 11.1. */
  'backing-mask-protocol'?: boolean | undefined;
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  base?: string | undefined;
  'base-node'?: string | undefined;
  device: string;
  'filter-node-name'?: string | undefined;
  'job-id'?: string | undefined;
  'on-error'?: BlockCommitArgsOnError | undefined;
  speed?: Integer | undefined;
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  top?: string | undefined;
  'top-node'?: string | undefined;
}

export type BlockCommitArgsOnError = 'auto' | 'enospc' | 'ignore' | 'report' | 'stop';

export interface BlockDirtyBitmapAddArgs {
  disabled?: boolean | undefined;
  granularity?: Integer | undefined;
  name: string;
  node: string;
  persistent?: boolean | undefined;
}

export interface BlockDirtyBitmapClearArgs {
  name: string;
  node: string;
}

export interface BlockDirtyBitmapMergeArgs {
  bitmaps: readonly (string | BlockDirtyBitmapClearArgs)[];
  node: string;
  target: string;
}

export interface BlockExportAddArgsBase {
  /** QEMU 10.0, 11.1. */
  'allow-inactive'?: boolean | undefined;
  'fixed-iothread'?: boolean | undefined;
  id: string;
  iothread?: string | string | readonly string[] | undefined;
  'node-name': string;
  writable?: boolean | undefined;
  writethrough?: boolean | undefined;
}

export type BlockExportAddArgs = BlockExportAddArgsBase & (
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'fuse' } & BlockExportAddArgsFuse)
  | ({ type: 'nbd' } & BlockExportAddArgsNbd)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'vduse-blk' } & BlockExportAddArgsVduseBlk)
  | ({ type: 'vhost-user-blk' } & BlockExportAddArgsVhostUserBlk)
);

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockExportAddArgsFuse {
  'allow-other'?: BlockExportAddArgsFuseAllowOther | undefined;
  growable?: boolean | undefined;
  mountpoint: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export type BlockExportAddArgsFuseAllowOther = 'auto' | 'off' | 'on';

export interface BlockExportAddArgsNbd {
  'allocation-depth'?: boolean | undefined;
  bitmaps?: readonly (string | string | BlockDirtyBitmapClearArgs)[] | undefined;
  description?: string | undefined;
  name?: string | undefined;
}

/**
 * `fuse`: QEMU 7.2, 10.0, 11.1.
 * `vduse-blk`: QEMU 7.2, 10.0, 11.1.
 */
export type BlockExportAddArgsType = 'fuse' | 'nbd' | 'vduse-blk' | 'vhost-user-blk';

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockExportAddArgsVduseBlk {
  'logical-block-size'?: Integer | undefined;
  name: string;
  'num-queues'?: Integer | undefined;
  'queue-size'?: Integer | undefined;
  serial?: string | undefined;
}

export interface BlockExportAddArgsVhostUserBlk {
  addr: BlockExportAddArgsVhostUserBlkAddr;
  'logical-block-size'?: Integer | undefined;
  'num-queues'?: Integer | undefined;
}

export type BlockExportAddArgsVhostUserBlkAddr =
  | ({ type: 'fd' } & NetdevStreamConnectedEventAddrFd)
  | ({ type: 'inet' } & BlockdevAddArgsSshServer)
  | ({ type: 'unix' } & NetdevStreamConnectedEventAddrUnix)
  | ({ type: 'vsock' } & NetdevStreamConnectedEventAddrVsock);

export interface BlockExportDelArgs {
  id: string;
  mode?: BlockExportDelArgsMode | undefined;
}

export type BlockExportDelArgsMode = 'hard' | 'safe';

export interface BlockExportDeletedEvent {
  id: string;
}

export interface BlockImageCorruptedEvent {
  device: string;
  fatal: boolean;
  msg: string;
  'node-name'?: string;
  offset?: Integer;
  size?: Integer;
}

export interface BlockIoErrorEvent {
  action: Open<BlockIoErrorEventAction>;
  device: string;
  'node-name'?: string;
  nospace?: boolean;
  operation: Open<BlockIoErrorEventOperation>;
  /** QEMU 10.0, 11.1. */
  'qom-path'?: string;
  reason: string;
}

export type BlockIoErrorEventAction = 'ignore' | 'report' | 'stop';

export type BlockIoErrorEventOperation = 'read' | 'write';

export interface BlockJobCancelArgs {
  device: string;
  force?: boolean | undefined;
}

export interface BlockJobCancelledEvent {
  device: string;
  len: Integer;
  offset: Integer;
  speed: Integer;
  type: Open<BlockJobChangeArgsType>;
}

/** QEMU 10.0, 11.1. */
export interface BlockJobChangeArgsBase {
  id: string;
}

/** QEMU 10.0, 11.1. */
export type BlockJobChangeArgs = BlockJobChangeArgsBase & (
  | { type: 'amend' | 'backup' | 'commit' | 'create' | 'snapshot-delete' | 'snapshot-load' | 'snapshot-save' | 'stream' }
  | ({ type: 'mirror' } & BlockJobChangeArgsMirror)
);

/** QEMU 10.0, 11.1. */
export interface BlockJobChangeArgsMirror {
  'copy-mode': BlockdevMirrorArgsCopyMode;
}

/**
 * `snapshot-delete`: QEMU 7.2, 10.0, 11.1.
 * `snapshot-load`: QEMU 7.2, 10.0, 11.1.
 * `snapshot-save`: QEMU 7.2, 10.0, 11.1.
 */
export type BlockJobChangeArgsType =
  | 'amend'
  | 'backup'
  | 'commit'
  | 'create'
  | 'mirror'
  | 'snapshot-delete'
  | 'snapshot-load'
  | 'snapshot-save'
  | 'stream';

export interface BlockJobCompleteArgs {
  device: string;
}

export interface BlockJobCompletedEvent {
  device: string;
  error?: string;
  len: Integer;
  offset: Integer;
  speed: Integer;
  type: Open<BlockJobChangeArgsType>;
}

export interface BlockJobDismissArgs {
  id: string;
}

export interface BlockJobErrorEvent {
  action: Open<BlockIoErrorEventAction>;
  device: string;
  operation: Open<BlockIoErrorEventOperation>;
}

export interface BlockJobFinalizeArgs {
  id: string;
}

export interface BlockJobPauseArgs {
  device: string;
}

export interface BlockJobPendingEvent {
  id: string;
  type: Open<BlockJobChangeArgsType>;
}

export interface BlockJobReadyEvent {
  device: string;
  len: Integer;
  offset: Integer;
  speed: Integer;
  type: Open<BlockJobChangeArgsType>;
}

export interface BlockJobResumeArgs {
  device: string;
}

export interface BlockJobSetSpeedArgs {
  device: string;
  speed: Integer;
}

export interface BlockLatencyHistogramSetArgs {
  boundaries?: readonly Integer[] | undefined;
  'boundaries-flush'?: readonly Integer[] | undefined;
  'boundaries-read'?: readonly Integer[] | undefined;
  'boundaries-write'?: readonly Integer[] | undefined;
  /** QEMU 10.0, 11.1. */
  'boundaries-zap'?: readonly Integer[] | undefined;
  id: string;
}

/** QEMU 5.2. */
export interface BlockPasswdArgs {
  device?: string | undefined;
  'node-name'?: string | undefined;
  password: string;
}

export interface BlockResizeArgs {
  device?: string | undefined;
  'node-name'?: string | undefined;
  size: Integer;
}

export interface BlockSetIoThrottleArgs {
  bps: Integer;
  bps_max?: Integer | undefined;
  bps_max_length?: Integer | undefined;
  bps_rd: Integer;
  bps_rd_max?: Integer | undefined;
  bps_rd_max_length?: Integer | undefined;
  bps_wr: Integer;
  bps_wr_max?: Integer | undefined;
  bps_wr_max_length?: Integer | undefined;
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  device?: string | undefined;
  group?: string | undefined;
  id?: string | undefined;
  iops: Integer;
  iops_max?: Integer | undefined;
  iops_max_length?: Integer | undefined;
  iops_rd: Integer;
  iops_rd_max?: Integer | undefined;
  iops_rd_max_length?: Integer | undefined;
  iops_size?: Integer | undefined;
  iops_wr: Integer;
  iops_wr_max?: Integer | undefined;
  iops_wr_max_length?: Integer | undefined;
}

export interface BlockSetWriteThresholdArgs {
  'node-name': string;
  'write-threshold': Integer;
}

export interface BlockStreamArgs {
  'auto-dismiss'?: boolean | undefined;
  'auto-finalize'?: boolean | undefined;
  'backing-file'?: string | undefined;
  /** QEMU 10.0, 11.1. */
  'backing-mask-protocol'?: boolean | undefined;
  base?: string | undefined;
  'base-node'?: string | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  bottom?: string | undefined;
  device: string;
  /** QEMU 7.2, 10.0, 11.1. */
  'filter-node-name'?: string | undefined;
  'job-id'?: string | undefined;
  'on-error'?: BlockCommitArgsOnError | undefined;
  speed?: Integer | undefined;
}

export interface BlockWriteThresholdEvent {
  'amount-exceeded': Integer;
  'node-name': string;
  'write-threshold': Integer;
}

export interface BlockdevAddArgsBase {
  /** QEMU 10.0, 11.1. */
  active?: boolean | undefined;
  'auto-read-only'?: boolean | undefined;
  cache?: BlockdevAddArgsCache | undefined;
  'detect-zeroes'?: BlockdevAddArgsDetectZeroes | undefined;
  discard?: BlockdevAddArgsDiscard | undefined;
  'force-share'?: boolean | undefined;
  'node-name'?: string | undefined;
  'read-only'?: boolean | undefined;
}

export type BlockdevAddArgs = BlockdevAddArgsBase & (
  | ({ driver: 'blkdebug' } & BlockdevAddArgsBlkdebug)
  | ({ driver: 'blklogwrites' } & BlockdevAddArgsBlklogwrites)
  | ({ driver: 'blkreplay' } & BlockdevAddArgsBlkreplay)
  | ({ driver: 'blkverify' } & BlockdevAddArgsBlkverify)
  | ({ driver: 'bochs' | 'cloop' | 'compress' | 'dmg' | 'parallels' | 'vdi' | 'vhdx' | 'vpc' } & BlockdevAddArgsBochs)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ driver: 'copy-before-write' } & BlockdevAddArgsCopyBeforeWrite)
  | ({ driver: 'copy-on-read' } & BlockdevAddArgsCopyOnRead)
  | ({ driver: 'file' | 'host_cdrom' | 'host_device' } & BlockdevAddArgsFile)
  | ({ driver: 'ftp' } & BlockdevAddArgsFtp)
  | ({ driver: 'ftps' } & BlockdevAddArgsFtps)
  | ({ /** QEMU 5.2, 7.2, 10.0. */ driver: 'gluster' } & BlockdevAddArgsGluster)
  | ({ driver: 'http' } & BlockdevAddArgsHttp)
  | ({ driver: 'https' } & BlockdevAddArgsHttps)
  | ({ /** QEMU 10.0, 11.1. */ driver: 'io_uring' } & BlockdevAddArgsIoUring)
  | ({ driver: 'iscsi' } & BlockdevAddArgsIscsi)
  | ({ driver: 'luks' } & BlockdevAddArgsLuks)
  | ({ driver: 'nbd' } & BlockdevAddArgsNbd)
  | ({ driver: 'nfs' } & BlockdevAddArgsNfs)
  | ({ driver: 'null-aio' | 'null-co' } & BlockdevAddArgsNullAio)
  | ({ driver: 'nvme' } & BlockdevAddArgsNvme)
  | ({ /** QEMU 10.0, 11.1. */ driver: 'nvme-io_uring' } & BlockdevAddArgsNvmeIoUring)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ driver: 'preallocate' } & BlockdevAddArgsPreallocate)
  | ({ driver: 'qcow' } & BlockdevAddArgsQcow)
  | ({ driver: 'qcow2' } & BlockdevAddArgsQcow2)
  | ({ driver: 'qed' | 'vmdk' } & BlockdevAddArgsQed)
  | ({ driver: 'quorum' } & BlockdevAddArgsQuorum)
  | ({ driver: 'raw' } & BlockdevAddArgsRaw)
  | ({ driver: 'rbd' } & BlockdevAddArgsRbd)
  | ({ driver: 'replication' } & BlockdevAddArgsReplication)
  | ({ /** QEMU 5.2. */ driver: 'sheepdog' } & BlockdevAddArgsSheepdog)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ driver: 'snapshot-access' } & BlockdevAddArgsBochs)
  | ({ driver: 'ssh' } & BlockdevAddArgsSsh)
  | ({ driver: 'throttle' } & BlockdevAddArgsThrottle)
  | ({ /** QEMU 10.0, 11.1. */ driver: 'virtio-blk-vfio-pci' } & BlockdevAddArgsVirtioBlkVfioPci)
  | ({ /** QEMU 10.0, 11.1. */ driver: 'virtio-blk-vhost-user' } & BlockdevAddArgsVirtioBlkVhostUser)
  | ({ /** QEMU 10.0, 11.1. */ driver: 'virtio-blk-vhost-vdpa' } & BlockdevAddArgsVirtioBlkVhostVdpa)
  | ({ driver: 'vvfat' } & BlockdevAddArgsVvfat)
);

export interface BlockdevAddArgsBlkdebug {
  align?: Integer | undefined;
  config?: string | undefined;
  image: BlockdevAddArgs | string;
  'inject-error'?: readonly BlockdevAddArgsBlkdebugInjectError[] | undefined;
  'max-discard'?: Integer | undefined;
  'max-transfer'?: Integer | undefined;
  'max-write-zero'?: Integer | undefined;
  'opt-discard'?: Integer | undefined;
  'opt-write-zero'?: Integer | undefined;
  'set-state'?: readonly BlockdevAddArgsBlkdebugSetState[] | undefined;
  'take-child-perms'?: readonly BlockdevAddArgsBlkdebugTakeChildPerms[] | undefined;
  'unshare-child-perms'?: readonly BlockdevAddArgsBlkdebugTakeChildPerms[] | undefined;
}

export interface BlockdevAddArgsBlkdebugInjectError {
  /** QEMU 10.0, 11.1. */
  'delay-ns'?: Integer | undefined;
  errno?: Integer | undefined;
  event: BlockdevAddArgsBlkdebugInjectErrorEvent;
  immediately?: boolean | undefined;
  iotype?: BlockdevAddArgsBlkdebugInjectErrorIotype | undefined;
  once?: boolean | undefined;
  sector?: Integer | undefined;
  state?: Integer | undefined;
}

export type BlockdevAddArgsBlkdebugInjectErrorEvent =
  | 'cluster_alloc'
  | 'cluster_alloc_bytes'
  | 'cluster_alloc_space'
  | 'cluster_free'
  | 'cor_write'
  | 'cow_read'
  | 'cow_write'
  | 'empty_image_prepare'
  | 'flush_to_disk'
  | 'flush_to_os'
  | 'l1_grow_activate_table'
  | 'l1_grow_alloc_table'
  | 'l1_grow_write_table'
  | 'l1_shrink_free_l2_clusters'
  | 'l1_shrink_write_table'
  | 'l1_update'
  | 'l2_alloc_cow_read'
  | 'l2_alloc_write'
  | 'l2_load'
  | 'l2_update'
  | 'l2_update_compressed'
  | 'none'
  | 'pwritev'
  | 'pwritev_done'
  | 'pwritev_rmw_after_head'
  | 'pwritev_rmw_after_tail'
  | 'pwritev_rmw_head'
  | 'pwritev_rmw_tail'
  | 'pwritev_zero'
  | 'read_aio'
  | 'read_backing_aio'
  | 'read_compressed'
  | 'refblock_alloc'
  | 'refblock_alloc_hookup'
  | 'refblock_alloc_switch_table'
  | 'refblock_alloc_write'
  | 'refblock_alloc_write_blocks'
  | 'refblock_alloc_write_table'
  | 'refblock_load'
  | 'refblock_update'
  | 'refblock_update_part'
  | 'reftable_grow'
  | 'reftable_load'
  | 'reftable_update'
  | 'vmstate_load'
  | 'vmstate_save'
  | 'write_aio'
  | 'write_compressed';

export type BlockdevAddArgsBlkdebugInjectErrorIotype = 'block-status' | 'discard' | 'flush' | 'read' | 'write' | 'write-zeroes';

export interface BlockdevAddArgsBlkdebugSetState {
  event: BlockdevAddArgsBlkdebugInjectErrorEvent;
  new_state: Integer;
  state?: Integer | undefined;
}

/** `graph-mod`: QEMU 5.2. */
export type BlockdevAddArgsBlkdebugTakeChildPerms = 'consistent-read' | 'graph-mod' | 'resize' | 'write' | 'write-unchanged';

export interface BlockdevAddArgsBlklogwrites {
  file: BlockdevAddArgs | string;
  log: BlockdevAddArgs | string;
  'log-append'?: boolean | undefined;
  'log-sector-size'?: Integer | undefined;
  'log-super-update-interval'?: Integer | undefined;
}

export interface BlockdevAddArgsBlkreplay {
  image: BlockdevAddArgs | string;
}

export interface BlockdevAddArgsBlkverify {
  raw: BlockdevAddArgs | string;
  test: BlockdevAddArgs | string;
}

export interface BlockdevAddArgsBochs {
  file: BlockdevAddArgs | string;
}

export interface BlockdevAddArgsCache {
  direct?: boolean | undefined;
  'no-flush'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevAddArgsCopyBeforeWrite {
  bitmap?: BlockDirtyBitmapClearArgs | undefined;
  'cbw-timeout'?: Integer | undefined;
  file: BlockdevAddArgs | string;
  /** QEMU 10.0, 11.1. */
  'min-cluster-size'?: Integer | undefined;
  'on-cbw-error'?: BlockdevBackupArgsOnCbwError | undefined;
  target: BlockdevAddArgs | string;
}

export interface BlockdevAddArgsCopyOnRead {
  /** QEMU 7.2, 10.0, 11.1. */
  bottom?: string | undefined;
  file: BlockdevAddArgs | string;
}

export type BlockdevAddArgsDetectZeroes = 'off' | 'on' | 'unmap';

export type BlockdevAddArgsDiscard = 'ignore' | 'unmap';

/**
 * `copy-before-write`: QEMU 7.2, 10.0, 11.1.
 * `gluster`: QEMU 5.2, 7.2, 10.0.
 * `gluster`: deprecated in QEMU 10.0
 * `io_uring`: QEMU 10.0, 11.1.
 * `nvme-io_uring`: QEMU 10.0, 11.1.
 * `preallocate`: QEMU 7.2, 10.0, 11.1.
 * `sheepdog`: QEMU 5.2.
 * `snapshot-access`: QEMU 7.2, 10.0, 11.1.
 * `virtio-blk-vfio-pci`: QEMU 10.0, 11.1.
 * `virtio-blk-vhost-user`: QEMU 10.0, 11.1.
 * `virtio-blk-vhost-vdpa`: QEMU 10.0, 11.1.
 */
export type BlockdevAddArgsDriver =
  | 'blkdebug'
  | 'blklogwrites'
  | 'blkreplay'
  | 'blkverify'
  | 'bochs'
  | 'cloop'
  | 'compress'
  | 'copy-before-write'
  | 'copy-on-read'
  | 'dmg'
  | 'file'
  | 'ftp'
  | 'ftps'
  | 'gluster'
  | 'host_cdrom'
  | 'host_device'
  | 'http'
  | 'https'
  | 'io_uring'
  | 'iscsi'
  | 'luks'
  | 'nbd'
  | 'nfs'
  | 'null-aio'
  | 'null-co'
  | 'nvme'
  | 'nvme-io_uring'
  | 'parallels'
  | 'preallocate'
  | 'qcow'
  | 'qcow2'
  | 'qed'
  | 'quorum'
  | 'raw'
  | 'rbd'
  | 'replication'
  | 'sheepdog'
  | 'snapshot-access'
  | 'ssh'
  | 'throttle'
  | 'vdi'
  | 'vhdx'
  | 'virtio-blk-vfio-pci'
  | 'virtio-blk-vhost-user'
  | 'virtio-blk-vhost-vdpa'
  | 'vmdk'
  | 'vpc'
  | 'vvfat';

/** Feature `dynamic-auto-read-only`: QEMU 5.2, 7.2, 10.0, 11.1. */
export interface BlockdevAddArgsFile {
  aio?: BlockdevAddArgsFileAio | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  'aio-max-batch'?: Integer | undefined;
  'drop-cache'?: boolean | undefined;
  filename: string;
  locking?: BlockdevAddArgsFileLocking | undefined;
  'pr-manager'?: string | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-check-cache-dropped'?: boolean | undefined;
}

export type BlockdevAddArgsFileAio = 'io_uring' | 'native' | 'threads';

export type BlockdevAddArgsFileLocking = 'auto' | 'off' | 'on';

export interface BlockdevAddArgsFtp {
  'password-secret'?: string | undefined;
  'proxy-password-secret'?: string | undefined;
  'proxy-username'?: string | undefined;
  readahead?: Integer | undefined;
  timeout?: Integer | undefined;
  url: string;
  username?: string | undefined;
}

export interface BlockdevAddArgsFtps {
  'password-secret'?: string | undefined;
  'proxy-password-secret'?: string | undefined;
  'proxy-username'?: string | undefined;
  readahead?: Integer | undefined;
  sslverify?: boolean | undefined;
  timeout?: Integer | undefined;
  url: string;
  username?: string | undefined;
}

/** QEMU 5.2, 7.2, 10.0. */
export interface BlockdevAddArgsGluster {
  debug?: Integer | undefined;
  logfile?: string | undefined;
  path: string;
  server: readonly BlockExportAddArgsVhostUserBlkAddr[];
  volume: string;
}

export interface BlockdevAddArgsHttp {
  cookie?: string | undefined;
  'cookie-secret'?: string | undefined;
  /** QEMU 11.1. */
  'force-range'?: boolean | undefined;
  'password-secret'?: string | undefined;
  'proxy-password-secret'?: string | undefined;
  'proxy-username'?: string | undefined;
  readahead?: Integer | undefined;
  timeout?: Integer | undefined;
  url: string;
  username?: string | undefined;
}

export interface BlockdevAddArgsHttps {
  cookie?: string | undefined;
  'cookie-secret'?: string | undefined;
  /** QEMU 11.1. */
  'force-range'?: boolean | undefined;
  'password-secret'?: string | undefined;
  'proxy-password-secret'?: string | undefined;
  'proxy-username'?: string | undefined;
  readahead?: Integer | undefined;
  sslverify?: boolean | undefined;
  timeout?: Integer | undefined;
  url: string;
  username?: string | undefined;
}

/** QEMU 10.0, 11.1. */
export interface BlockdevAddArgsIoUring {
  filename: string;
}

export interface BlockdevAddArgsIscsi {
  'header-digest'?: BlockdevAddArgsIscsiHeaderDigest | undefined;
  'initiator-name'?: string | undefined;
  lun?: Integer | undefined;
  'password-secret'?: string | undefined;
  portal: string;
  target: string;
  timeout?: Integer | undefined;
  transport: BlockdevAddArgsIscsiTransport;
  user?: string | undefined;
}

export type BlockdevAddArgsIscsiHeaderDigest = 'crc32c' | 'crc32c-none' | 'none' | 'none-crc32c';

export type BlockdevAddArgsIscsiTransport = 'iser' | 'tcp';

export interface BlockdevAddArgsLuks {
  file: BlockdevAddArgs | string;
  /** QEMU 10.0, 11.1. */
  header?: BlockdevAddArgs | string | undefined;
  'key-secret'?: string | undefined;
}

export interface BlockdevAddArgsNbd {
  export?: string | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  'open-timeout'?: Integer | undefined;
  'reconnect-delay'?: Integer | undefined;
  server: BlockExportAddArgsVhostUserBlkAddr;
  'tls-creds'?: string | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  'tls-hostname'?: string | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-dirty-bitmap'?: string | undefined;
}

export interface BlockdevAddArgsNfs {
  debug?: Integer | undefined;
  group?: Integer | undefined;
  'page-cache-size'?: Integer | undefined;
  path: string;
  'readahead-size'?: Integer | undefined;
  server: BlockdevAddArgsNfsServer;
  'tcp-syn-count'?: Integer | undefined;
  user?: Integer | undefined;
}

export interface BlockdevAddArgsNfsServer {
  host: string;
  type: BlockdevAddArgsNfsServerType;
}

export type BlockdevAddArgsNfsServerType = 'inet';

export interface BlockdevAddArgsNullAio {
  'latency-ns'?: Integer | undefined;
  'read-zeroes'?: boolean | undefined;
  size?: Integer | undefined;
}

export interface BlockdevAddArgsNvme {
  device: string;
  namespace: Integer;
}

/** QEMU 10.0, 11.1. */
export interface BlockdevAddArgsNvmeIoUring {
  path: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevAddArgsPreallocate {
  file: BlockdevAddArgs | string;
  'prealloc-align'?: Integer | undefined;
  'prealloc-size'?: Integer | undefined;
}

export interface BlockdevAddArgsQcow {
  backing?: BlockdevAddArgs | string | null | undefined;
  encrypt?: BlockdevAddArgsQcowEncrypt | undefined;
  file: BlockdevAddArgs | string;
}

export interface BlockdevAddArgsQcow2 {
  backing?: BlockdevAddArgs | string | null | undefined;
  'cache-clean-interval'?: Integer | undefined;
  'cache-size'?: Integer | undefined;
  'data-file'?: BlockdevAddArgs | string | undefined;
  /** QEMU 10.0, 11.1. */
  'discard-no-unref'?: boolean | undefined;
  encrypt?: BlockdevAddArgsQcow2Encrypt | undefined;
  file: BlockdevAddArgs | string;
  'l2-cache-entry-size'?: Integer | undefined;
  'l2-cache-size'?: Integer | undefined;
  'lazy-refcounts'?: boolean | undefined;
  'overlap-check'?: BlockdevAddArgsQcow2OverlapCheck | BlockdevAddArgsQcow2OverlapCheck2 | undefined;
  'pass-discard-other'?: boolean | undefined;
  'pass-discard-request'?: boolean | undefined;
  'pass-discard-snapshot'?: boolean | undefined;
  'refcount-cache-size'?: Integer | undefined;
}

export type BlockdevAddArgsQcow2Encrypt =
  | ({ format: 'aes' } & BlockdevAddArgsQcowEncryptAes)
  | ({ format: 'luks' } & BlockdevAddArgsQcow2EncryptLuks);

export type BlockdevAddArgsQcow2EncryptFormat = 'aes' | 'luks';

export interface BlockdevAddArgsQcow2EncryptLuks {
  'key-secret'?: string | undefined;
}

export interface BlockdevAddArgsQcow2OverlapCheck {
  'active-l1'?: boolean | undefined;
  'active-l2'?: boolean | undefined;
  'bitmap-directory'?: boolean | undefined;
  'inactive-l1'?: boolean | undefined;
  'inactive-l2'?: boolean | undefined;
  'main-header'?: boolean | undefined;
  'refcount-block'?: boolean | undefined;
  'refcount-table'?: boolean | undefined;
  'snapshot-table'?: boolean | undefined;
  template?: BlockdevAddArgsQcow2OverlapCheck2 | undefined;
}

export type BlockdevAddArgsQcow2OverlapCheck2 = 'all' | 'cached' | 'constant' | 'none';

export type BlockdevAddArgsQcowEncrypt =
  | ({ format: 'aes' } & BlockdevAddArgsQcowEncryptAes);

export interface BlockdevAddArgsQcowEncryptAes {
  'key-secret'?: string | undefined;
}

export type BlockdevAddArgsQcowEncryptFormat = 'aes';

export interface BlockdevAddArgsQed {
  backing?: BlockdevAddArgs | string | null | undefined;
  file: BlockdevAddArgs | string;
}

export interface BlockdevAddArgsQuorum {
  blkverify?: boolean | undefined;
  children: readonly (BlockdevAddArgs | string)[];
  'read-pattern'?: BlockdevAddArgsQuorumReadPattern | undefined;
  'rewrite-corrupted'?: boolean | undefined;
  'vote-threshold': Integer;
}

export type BlockdevAddArgsQuorumReadPattern = 'fifo' | 'quorum';

export interface BlockdevAddArgsRaw {
  file: BlockdevAddArgs | string;
  offset?: Integer | undefined;
  size?: Integer | undefined;
}

export interface BlockdevAddArgsRbd {
  'auth-client-required'?: readonly BlockdevAddArgsRbdAuthClientRequired[] | undefined;
  conf?: string | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  encrypt?: BlockdevAddArgsRbdEncrypt | undefined;
  image: string;
  'key-secret'?: string | undefined;
  namespace?: string | undefined;
  pool: string;
  server?: readonly BlockdevAddArgsRbdServer[] | undefined;
  snapshot?: string | undefined;
  user?: string | undefined;
}

export type BlockdevAddArgsRbdAuthClientRequired = 'cephx' | 'none';

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevAddArgsRbdEncryptBase {
  /** QEMU 10.0, 11.1. */
  parent?: BlockdevAddArgsRbdEncrypt | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type BlockdevAddArgsRbdEncrypt = BlockdevAddArgsRbdEncryptBase & (
  | ({ format: 'luks' } & BlockdevAddArgsRbdEncryptLuks)
  | ({ /** QEMU 10.0, 11.1. */ format: 'luks-any' } & BlockdevAddArgsRbdEncryptLuksAny)
  | ({ format: 'luks2' } & BlockdevAddArgsRbdEncryptLuks2)
);

/**
 * QEMU 7.2, 10.0, 11.1.
 * `luks-any`: QEMU 10.0, 11.1.
 */
export type BlockdevAddArgsRbdEncryptFormat = 'luks' | 'luks-any' | 'luks2';

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevAddArgsRbdEncryptLuks {
  'key-secret': string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevAddArgsRbdEncryptLuks2 {
  'key-secret': string;
}

/** QEMU 10.0, 11.1. */
export interface BlockdevAddArgsRbdEncryptLuksAny {
  'key-secret': string;
}

export interface BlockdevAddArgsRbdServer {
  host: string;
  port: string;
}

export interface BlockdevAddArgsReplication {
  file: BlockdevAddArgs | string;
  mode: BlockdevAddArgsReplicationMode;
  'top-id'?: string | undefined;
}

export type BlockdevAddArgsReplicationMode = 'primary' | 'secondary';

/** QEMU 5.2. */
export interface BlockdevAddArgsSheepdog {
  server: BlockExportAddArgsVhostUserBlkAddr;
  'snap-id'?: Integer | undefined;
  tag?: string | undefined;
  vdi: string;
}

export interface BlockdevAddArgsSsh {
  'host-key-check'?: BlockdevAddArgsSshHostKeyCheck | undefined;
  path: string;
  server: BlockdevAddArgsSshServer;
  user?: string | undefined;
}

export type BlockdevAddArgsSshHostKeyCheck =
  | ({ mode: 'hash' } & BlockdevAddArgsSshHostKeyCheckHash)
  | { mode: 'known_hosts' | 'none' };

export interface BlockdevAddArgsSshHostKeyCheckHash {
  hash: string;
  type: BlockdevAddArgsSshHostKeyCheckHashType;
}

/** `sha256`: QEMU 7.2, 10.0, 11.1. */
export type BlockdevAddArgsSshHostKeyCheckHashType = 'md5' | 'sha1' | 'sha256';

export type BlockdevAddArgsSshHostKeyCheckMode = 'hash' | 'known_hosts' | 'none';

export interface BlockdevAddArgsSshServer {
  host: string;
  ipv4?: boolean | undefined;
  ipv6?: boolean | undefined;
  'keep-alive'?: boolean | undefined;
  /** QEMU 11.1. */
  'keep-alive-count'?: Integer | undefined;
  /** QEMU 11.1. */
  'keep-alive-idle'?: Integer | undefined;
  /** QEMU 11.1. */
  'keep-alive-interval'?: Integer | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  mptcp?: boolean | undefined;
  numeric?: boolean | undefined;
  port: string;
  to?: Integer | undefined;
}

export interface BlockdevAddArgsThrottle {
  file: BlockdevAddArgs | string;
  'throttle-group': string;
}

/** QEMU 10.0, 11.1. */
export interface BlockdevAddArgsVirtioBlkVfioPci {
  path: string;
}

/** QEMU 10.0, 11.1. */
export interface BlockdevAddArgsVirtioBlkVhostUser {
  path: string;
}

/**
 * QEMU 10.0, 11.1.
 * Feature `fdset`: QEMU 10.0, 11.1.
 */
export interface BlockdevAddArgsVirtioBlkVhostVdpa {
  path: string;
}

export interface BlockdevAddArgsVvfat {
  dir: string;
  'fat-type'?: Integer | undefined;
  floppy?: boolean | undefined;
  label?: string | undefined;
  rw?: boolean | undefined;
}

export interface BlockdevBackupArgs {
  'auto-dismiss'?: boolean | undefined;
  'auto-finalize'?: boolean | undefined;
  bitmap?: string | undefined;
  'bitmap-mode'?: BlockdevBackupArgsBitmapMode | undefined;
  compress?: boolean | undefined;
  device: string;
  /** QEMU 10.0, 11.1. */
  'discard-source'?: boolean | undefined;
  'filter-node-name'?: string | undefined;
  'job-id'?: string | undefined;
  /** QEMU 11.1. */
  'on-cbw-error'?: BlockdevBackupArgsOnCbwError | undefined;
  'on-source-error'?: BlockCommitArgsOnError | undefined;
  'on-target-error'?: BlockCommitArgsOnError | undefined;
  speed?: Integer | undefined;
  sync: BlockdevBackupArgsSync;
  target: string;
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-perf'?: BlockdevBackupArgsXPerf | undefined;
}

export type BlockdevBackupArgsBitmapMode = 'always' | 'never' | 'on-success';

/** QEMU 7.2, 10.0, 11.1. */
export type BlockdevBackupArgsOnCbwError = 'break-guest-write' | 'break-snapshot';

export type BlockdevBackupArgsSync = 'bitmap' | 'full' | 'incremental' | 'none' | 'top';

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevBackupArgsXPerf {
  'max-chunk'?: Integer | undefined;
  'max-workers'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'min-cluster-size'?: Integer | undefined;
  'use-copy-range'?: boolean | undefined;
}

export interface BlockdevChangeMediumArgs {
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  device?: string | undefined;
  filename: string;
  /** QEMU 7.2, 10.0, 11.1. */
  force?: boolean | undefined;
  format?: string | undefined;
  id?: string | undefined;
  'read-only-mode'?: BlockdevChangeMediumArgsReadOnlyMode | undefined;
}

export type BlockdevChangeMediumArgsReadOnlyMode = 'read-only' | 'read-write' | 'retain';

export interface BlockdevCloseTrayArgs {
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  device?: string | undefined;
  id?: string | undefined;
}

export interface BlockdevCreateArgs {
  'job-id': string;
  options: BlockdevCreateArgsOptions;
}

export type BlockdevCreateArgsOptions =
  | { driver: 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress' | 'copy-on-read' | 'dmg' | 'ftp' | 'ftps' | 'host_cdrom' | 'host_device' | 'http' | 'https' | 'iscsi' | 'nbd' | 'null-aio' | 'null-co' | 'nvme' | 'quorum' | 'raw' | 'replication' | 'throttle' | 'vvfat' }
  | { /** QEMU 7.2, 10.0, 11.1. */ driver: 'copy-before-write' | 'preallocate' | 'snapshot-access' }
  | ({ driver: 'file' } & BlockdevCreateArgsOptionsFile)
  | ({ /** QEMU 5.2, 7.2, 10.0. */ driver: 'gluster' } & BlockdevCreateArgsOptionsGluster)
  | { /** QEMU 10.0, 11.1. */ driver: 'io_uring' | 'nvme-io_uring' | 'virtio-blk-vfio-pci' | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' }
  | ({ driver: 'luks' } & BlockdevCreateArgsOptionsLuks)
  | ({ driver: 'nfs' } & BlockdevCreateArgsOptionsNfs)
  | ({ driver: 'parallels' } & BlockdevCreateArgsOptionsParallels)
  | ({ driver: 'qcow' } & BlockdevCreateArgsOptionsQcow)
  | ({ driver: 'qcow2' } & BlockdevCreateArgsOptionsQcow2)
  | ({ driver: 'qed' } & BlockdevCreateArgsOptionsQed)
  | ({ driver: 'rbd' } & BlockdevCreateArgsOptionsRbd)
  | ({ /** QEMU 5.2. */ driver: 'sheepdog' } & BlockdevCreateArgsOptionsSheepdog)
  | ({ driver: 'ssh' } & BlockdevCreateArgsOptionsSsh)
  | ({ driver: 'vdi' } & BlockdevCreateArgsOptionsVdi)
  | ({ driver: 'vhdx' } & BlockdevCreateArgsOptionsVhdx)
  | ({ driver: 'vmdk' } & BlockdevCreateArgsOptionsVmdk)
  | ({ driver: 'vpc' } & BlockdevCreateArgsOptionsVpc);

export interface BlockdevCreateArgsOptionsFile {
  'extent-size-hint'?: Integer | undefined;
  filename: string;
  nocow?: boolean | undefined;
  preallocation?: BlockdevCreateArgsOptionsFilePreallocation | undefined;
  size: Integer;
}

export type BlockdevCreateArgsOptionsFilePreallocation = 'falloc' | 'full' | 'metadata' | 'off';

/** QEMU 5.2, 7.2, 10.0. */
export interface BlockdevCreateArgsOptionsGluster {
  location: BlockdevAddArgsGluster;
  preallocation?: BlockdevCreateArgsOptionsFilePreallocation | undefined;
  size: Integer;
}

export interface BlockdevCreateArgsOptionsLuks {
  'cipher-alg'?: BlockdevCreateArgsOptionsLuksCipherAlg | undefined;
  'cipher-mode'?: BlockdevCreateArgsOptionsLuksCipherMode | undefined;
  /** Required in QEMU 5.2, 7.2. */
  file?: BlockdevAddArgs | string | undefined;
  'hash-alg'?: BlockdevCreateArgsOptionsLuksHashAlg | undefined;
  /** QEMU 10.0, 11.1. */
  header?: BlockdevAddArgs | string | undefined;
  'iter-time'?: Integer | undefined;
  'ivgen-alg'?: BlockdevCreateArgsOptionsLuksIvgenAlg | undefined;
  'ivgen-hash-alg'?: BlockdevCreateArgsOptionsLuksHashAlg | undefined;
  'key-secret'?: string | undefined;
  preallocation?: BlockdevCreateArgsOptionsFilePreallocation | undefined;
  size: Integer;
}

/**
 * `des`: QEMU 7.2, 10.0, 11.1.
 * `des-rfb`: QEMU 5.2.
 * `sm4`: QEMU 10.0, 11.1.
 */
export type BlockdevCreateArgsOptionsLuksCipherAlg =
  | '3des'
  | 'aes-128'
  | 'aes-192'
  | 'aes-256'
  | 'cast5-128'
  | 'des'
  | 'des-rfb'
  | 'serpent-128'
  | 'serpent-192'
  | 'serpent-256'
  | 'sm4'
  | 'twofish-128'
  | 'twofish-192'
  | 'twofish-256';

export type BlockdevCreateArgsOptionsLuksCipherMode = 'cbc' | 'ctr' | 'ecb' | 'xts';

/** `sm3`: QEMU 10.0, 11.1. */
export type BlockdevCreateArgsOptionsLuksHashAlg = 'md5' | 'ripemd160' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

export type BlockdevCreateArgsOptionsLuksIvgenAlg = 'essiv' | 'plain' | 'plain64';

export interface BlockdevCreateArgsOptionsNfs {
  location: BlockdevAddArgsNfs;
  size: Integer;
}

export interface BlockdevCreateArgsOptionsParallels {
  'cluster-size'?: Integer | undefined;
  file: BlockdevAddArgs | string;
  size: Integer;
}

export interface BlockdevCreateArgsOptionsQcow {
  'backing-file'?: string | undefined;
  encrypt?: BlockdevCreateArgsOptionsQcowEncrypt | undefined;
  file: BlockdevAddArgs | string;
  size: Integer;
}

export interface BlockdevCreateArgsOptionsQcow2 {
  'backing-file'?: string | undefined;
  'backing-fmt'?: BlockdevAddArgsDriver | undefined;
  'cluster-size'?: Integer | undefined;
  'compression-type'?: BlockdevCreateArgsOptionsQcow2CompressionType | undefined;
  'data-file'?: BlockdevAddArgs | string | undefined;
  'data-file-raw'?: boolean | undefined;
  encrypt?: BlockdevCreateArgsOptionsQcowEncrypt | undefined;
  'extended-l2'?: boolean | undefined;
  file: BlockdevAddArgs | string;
  'lazy-refcounts'?: boolean | undefined;
  preallocation?: BlockdevCreateArgsOptionsFilePreallocation | undefined;
  'refcount-bits'?: Integer | undefined;
  size: Integer;
  version?: BlockdevCreateArgsOptionsQcow2Version | undefined;
}

/** `zstd`: QEMU 7.2, 10.0, 11.1. */
export type BlockdevCreateArgsOptionsQcow2CompressionType = 'zlib' | 'zstd';

export type BlockdevCreateArgsOptionsQcow2Version = 'v2' | 'v3';

export type BlockdevCreateArgsOptionsQcowEncrypt =
  | ({ format: 'luks' } & BlockdevCreateArgsOptionsQcowEncryptLuks)
  | ({ format: 'qcow' } & BlockdevAddArgsQcowEncryptAes);

export type BlockdevCreateArgsOptionsQcowEncryptFormat = 'luks' | 'qcow';

export interface BlockdevCreateArgsOptionsQcowEncryptLuks {
  'cipher-alg'?: BlockdevCreateArgsOptionsLuksCipherAlg | undefined;
  'cipher-mode'?: BlockdevCreateArgsOptionsLuksCipherMode | undefined;
  'hash-alg'?: BlockdevCreateArgsOptionsLuksHashAlg | undefined;
  'iter-time'?: Integer | undefined;
  'ivgen-alg'?: BlockdevCreateArgsOptionsLuksIvgenAlg | undefined;
  'ivgen-hash-alg'?: BlockdevCreateArgsOptionsLuksHashAlg | undefined;
  'key-secret'?: string | undefined;
}

export interface BlockdevCreateArgsOptionsQed {
  'backing-file'?: string | undefined;
  'backing-fmt'?: BlockdevAddArgsDriver | undefined;
  'cluster-size'?: Integer | undefined;
  file: BlockdevAddArgs | string;
  size: Integer;
  'table-size'?: Integer | undefined;
}

export interface BlockdevCreateArgsOptionsRbd {
  'cluster-size'?: Integer | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  encrypt?: BlockdevCreateArgsOptionsRbdEncrypt | undefined;
  location: BlockdevAddArgsRbd;
  size: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export type BlockdevCreateArgsOptionsRbdEncrypt =
  | ({ format: 'luks' } & BlockdevCreateArgsOptionsRbdEncryptLuks)
  | { /** QEMU 10.0, 11.1. */ format: 'luks-any' }
  | ({ format: 'luks2' } & BlockdevCreateArgsOptionsRbdEncryptLuks2);

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevCreateArgsOptionsRbdEncryptLuks {
  'cipher-alg'?: BlockdevCreateArgsOptionsLuksCipherAlg | undefined;
  'key-secret': string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevCreateArgsOptionsRbdEncryptLuks2 {
  'cipher-alg'?: BlockdevCreateArgsOptionsLuksCipherAlg | undefined;
  'key-secret': string;
}

/** QEMU 5.2. */
export interface BlockdevCreateArgsOptionsSheepdog {
  'backing-file'?: string | undefined;
  location: BlockdevAddArgsSheepdog;
  'object-size'?: Integer | undefined;
  preallocation?: BlockdevCreateArgsOptionsFilePreallocation | undefined;
  redundancy?: BlockdevCreateArgsOptionsSheepdogRedundancy | undefined;
  size: Integer;
}

/** QEMU 5.2. */
export type BlockdevCreateArgsOptionsSheepdogRedundancy =
  | ({ type: 'erasure-coded' } & BlockdevCreateArgsOptionsSheepdogRedundancyErasureCoded)
  | ({ type: 'full' } & BlockdevCreateArgsOptionsSheepdogRedundancyFull);

/** QEMU 5.2. */
export interface BlockdevCreateArgsOptionsSheepdogRedundancyErasureCoded {
  'data-strips': Integer;
  'parity-strips': Integer;
}

/** QEMU 5.2. */
export interface BlockdevCreateArgsOptionsSheepdogRedundancyFull {
  copies: Integer;
}

/** QEMU 5.2. */
export type BlockdevCreateArgsOptionsSheepdogRedundancyType = 'erasure-coded' | 'full';

export interface BlockdevCreateArgsOptionsSsh {
  location: BlockdevAddArgsSsh;
  size: Integer;
}

export interface BlockdevCreateArgsOptionsVdi {
  file: BlockdevAddArgs | string;
  preallocation?: BlockdevCreateArgsOptionsFilePreallocation | undefined;
  size: Integer;
}

export interface BlockdevCreateArgsOptionsVhdx {
  'block-size'?: Integer | undefined;
  'block-state-zero'?: boolean | undefined;
  file: BlockdevAddArgs | string;
  'log-size'?: Integer | undefined;
  size: Integer;
  subformat?: BlockdevCreateArgsOptionsVhdxSubformat | undefined;
}

export type BlockdevCreateArgsOptionsVhdxSubformat = 'dynamic' | 'fixed';

export interface BlockdevCreateArgsOptionsVmdk {
  'adapter-type'?: BlockdevCreateArgsOptionsVmdkAdapterType | undefined;
  'backing-file'?: string | undefined;
  extents?: readonly (BlockdevAddArgs | string)[] | undefined;
  file: BlockdevAddArgs | string;
  hwversion?: string | undefined;
  size: Integer;
  subformat?: BlockdevCreateArgsOptionsVmdkSubformat | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  toolsversion?: string | undefined;
  'zeroed-grain'?: boolean | undefined;
}

export type BlockdevCreateArgsOptionsVmdkAdapterType = 'buslogic' | 'ide' | 'legacyESX' | 'lsilogic';

export type BlockdevCreateArgsOptionsVmdkSubformat =
  | 'monolithicFlat'
  | 'monolithicSparse'
  | 'streamOptimized'
  | 'twoGbMaxExtentFlat'
  | 'twoGbMaxExtentSparse';

export interface BlockdevCreateArgsOptionsVpc {
  file: BlockdevAddArgs | string;
  'force-size'?: boolean | undefined;
  size: Integer;
  subformat?: BlockdevCreateArgsOptionsVpcSubformat | undefined;
}

export type BlockdevCreateArgsOptionsVpcSubformat = 'dynamic' | 'fixed';

export interface BlockdevDelArgs {
  'node-name': string;
}

export interface BlockdevInsertMediumArgs {
  id: string;
  'node-name': string;
}

export interface BlockdevMirrorArgs {
  'auto-dismiss'?: boolean | undefined;
  'auto-finalize'?: boolean | undefined;
  'buf-size'?: Integer | undefined;
  'copy-mode'?: BlockdevMirrorArgsCopyMode | undefined;
  device: string;
  'filter-node-name'?: string | undefined;
  granularity?: Integer | undefined;
  'job-id'?: string | undefined;
  'on-source-error'?: BlockCommitArgsOnError | undefined;
  'on-target-error'?: BlockCommitArgsOnError | undefined;
  replaces?: string | undefined;
  speed?: Integer | undefined;
  sync: BlockdevBackupArgsSync;
  target: string;
  /** QEMU 11.1. */
  'target-is-zero'?: boolean | undefined;
}

export type BlockdevMirrorArgsCopyMode = 'background' | 'write-blocking';

export interface BlockdevOpenTrayArgs {
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  device?: string | undefined;
  force?: boolean | undefined;
  id?: string | undefined;
}

export interface BlockdevRemoveMediumArgs {
  id: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface BlockdevReopenArgs {
  options: readonly BlockdevAddArgs[];
}

/** QEMU 10.0, 11.1. */
export interface BlockdevSetActiveArgs {
  active: boolean;
  'node-name'?: string | undefined;
}

export interface BlockdevSnapshotArgs {
  node: string;
  overlay: string;
}

export interface BlockdevSnapshotDeleteInternalSyncArgs {
  device: string;
  id?: string | undefined;
  name?: string | undefined;
}

export interface BlockdevSnapshotDeleteInternalSyncResult {
  'date-nsec': Integer;
  'date-sec': Integer;
  icount?: Integer;
  id: string;
  name: string;
  'vm-clock-nsec': Integer;
  'vm-clock-sec': Integer;
  'vm-state-size': Integer;
}

export interface BlockdevSnapshotInternalSyncArgs {
  device: string;
  name: string;
}

export interface BlockdevSnapshotSyncArgs {
  device?: string | undefined;
  format?: string | undefined;
  mode?: BlockdevSnapshotSyncArgsMode | undefined;
  'node-name'?: string | undefined;
  'snapshot-file': string;
  'snapshot-node-name'?: string | undefined;
}

export type BlockdevSnapshotSyncArgsMode = 'absolute-paths' | 'existing';

export interface CalcDirtyRateArgs {
  'calc-time': Integer;
  /** QEMU 10.0, 11.1. */
  'calc-time-unit'?: CalcDirtyRateArgsCalcTimeUnit | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  mode?: CalcDirtyRateArgsMode | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  'sample-pages'?: Integer | undefined;
}

/** QEMU 10.0, 11.1. */
export type CalcDirtyRateArgsCalcTimeUnit = 'millisecond' | 'second';

/** QEMU 7.2, 10.0, 11.1. */
export type CalcDirtyRateArgsMode = 'dirty-bitmap' | 'dirty-ring' | 'page-sampling';

/** QEMU 7.2, 10.0, 11.1. */
export interface CancelVcpuDirtyLimitArgs {
  'cpu-index'?: Integer | undefined;
}

/** QEMU 5.2. */
export interface ChangeArgs {
  arg?: string | undefined;
  device: string;
  target: string;
}

export interface ChangeBackingFileArgs {
  'backing-file': string;
  device: string;
  'image-node-name': string;
}

export interface ChangeVncPasswordArgs {
  password: string;
}

export interface ChardevAddArgs {
  backend: ChardevAddArgsBackend;
  id: string;
}

export type ChardevAddArgsBackend =
  | ({ type: 'braille' | 'msmouse' | 'null' | 'testdev' | 'wctablet' } & ChardevAddArgsBackendBraille)
  | ({ /** QEMU 5.2, 7.2. */ type: 'console' } & ChardevAddArgsBackendBraille)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'dbus' } & ChardevAddArgsBackendDbus)
  | ({ type: 'file' } & ChardevAddArgsBackendFile)
  | ({ /** QEMU 10.0, 11.1. */ type: 'hub' } & ChardevAddArgsBackendHub)
  | ({ type: 'memory' | 'ringbuf' } & ChardevAddArgsBackendMemory)
  | ({ type: 'mux' } & ChardevAddArgsBackendMux)
  | ({ type: 'parallel' | 'pipe' | 'serial' } & ChardevAddArgsBackendParallel)
  | ({ type: 'pty' } & ChardevAddArgsBackendPty)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'qemu-vdagent' } & ChardevAddArgsBackendQemuVdagent)
  | ({ type: 'socket' } & ChardevAddArgsBackendSocket)
  | ({ type: 'spiceport' } & ChardevAddArgsBackendSpiceport)
  | ({ type: 'spicevmc' } & ChardevAddArgsBackendSpicevmc)
  | ({ type: 'stdio' } & ChardevAddArgsBackendStdio)
  | ({ type: 'udp' } & ChardevAddArgsBackendUdp)
  | ({ type: 'vc' } & ChardevAddArgsBackendVc);

export interface ChardevAddArgsBackendBraille {
  data: ChardevAddArgsBackendBrailleData;
}

export interface ChardevAddArgsBackendBrailleData {
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ChardevAddArgsBackendDbus {
  data: ChardevAddArgsBackendDbusData;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ChardevAddArgsBackendDbusData {
  /** QEMU 11.1. */
  encoding?: ChardevAddArgsBackendDbusDataEncoding | undefined;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  name: string;
}

/** QEMU 11.1. */
export type ChardevAddArgsBackendDbusDataEncoding = 'cp437' | 'utf8';

export interface ChardevAddArgsBackendFile {
  data: ChardevAddArgsBackendFileData;
}

export interface ChardevAddArgsBackendFileData {
  append?: boolean | undefined;
  in?: string | undefined;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  out: string;
}

/** QEMU 10.0, 11.1. */
export interface ChardevAddArgsBackendHub {
  data: ChardevAddArgsBackendHubData;
}

/** QEMU 10.0, 11.1. */
export interface ChardevAddArgsBackendHubData {
  chardevs: readonly string[];
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
}

export interface ChardevAddArgsBackendMemory {
  data: ChardevAddArgsBackendMemoryData;
}

export interface ChardevAddArgsBackendMemoryData {
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  size?: Integer | undefined;
}

export interface ChardevAddArgsBackendMux {
  data: ChardevAddArgsBackendMuxData;
}

export interface ChardevAddArgsBackendMuxData {
  chardev: string;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
}

export interface ChardevAddArgsBackendParallel {
  data: ChardevAddArgsBackendParallelData;
}

export interface ChardevAddArgsBackendParallelData {
  device: string;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
}

export interface ChardevAddArgsBackendPty {
  data: ChardevAddArgsBackendPtyData;
}

export interface ChardevAddArgsBackendPtyData {
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  /** QEMU 10.0, 11.1. */
  path?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ChardevAddArgsBackendQemuVdagent {
  data: ChardevAddArgsBackendQemuVdagentData;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ChardevAddArgsBackendQemuVdagentData {
  clipboard?: boolean | undefined;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  mouse?: boolean | undefined;
}

export interface ChardevAddArgsBackendSocket {
  data: ChardevAddArgsBackendSocketData;
}

export interface ChardevAddArgsBackendSocketData {
  addr: NbdServerStartArgsAddr;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  nodelay?: boolean | undefined;
  /**
   * QEMU 5.2, 7.2, 10.0.
   * @deprecated in QEMU 10.0
   */
  reconnect?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'reconnect-ms'?: Integer | undefined;
  server?: boolean | undefined;
  telnet?: boolean | undefined;
  'tls-authz'?: string | undefined;
  'tls-creds'?: string | undefined;
  tn3270?: boolean | undefined;
  wait?: boolean | undefined;
  websocket?: boolean | undefined;
}

export interface ChardevAddArgsBackendSpiceport {
  data: ChardevAddArgsBackendSpiceportData;
}

export interface ChardevAddArgsBackendSpiceportData {
  fqdn: string;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
}

export interface ChardevAddArgsBackendSpicevmc {
  data: ChardevAddArgsBackendSpicevmcData;
}

export interface ChardevAddArgsBackendSpicevmcData {
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  type: string;
}

export interface ChardevAddArgsBackendStdio {
  data: ChardevAddArgsBackendStdioData;
}

export interface ChardevAddArgsBackendStdioData {
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  signal?: boolean | undefined;
}

/**
 * `console`: QEMU 5.2, 7.2.
 * `dbus`: QEMU 7.2, 10.0, 11.1.
 * `hub`: QEMU 10.0, 11.1.
 * `memory`: deprecated in QEMU 10.0, 11.1
 * `qemu-vdagent`: QEMU 7.2, 10.0, 11.1.
 */
export type ChardevAddArgsBackendType =
  | 'braille'
  | 'console'
  | 'dbus'
  | 'file'
  | 'hub'
  | 'memory'
  | 'msmouse'
  | 'mux'
  | 'null'
  | 'parallel'
  | 'pipe'
  | 'pty'
  | 'qemu-vdagent'
  | 'ringbuf'
  | 'serial'
  | 'socket'
  | 'spiceport'
  | 'spicevmc'
  | 'stdio'
  | 'testdev'
  | 'udp'
  | 'vc'
  | 'wctablet';

export interface ChardevAddArgsBackendUdp {
  data: ChardevAddArgsBackendUdpData;
}

export interface ChardevAddArgsBackendUdpData {
  local?: NbdServerStartArgsAddr | undefined;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  remote: NbdServerStartArgsAddr;
}

export interface ChardevAddArgsBackendVc {
  data: ChardevAddArgsBackendVcData;
}

export interface ChardevAddArgsBackendVcData {
  cols?: Integer | undefined;
  /** QEMU 11.1. */
  encoding?: ChardevAddArgsBackendDbusDataEncoding | undefined;
  height?: Integer | undefined;
  logappend?: boolean | undefined;
  logfile?: string | undefined;
  /** QEMU 11.1. */
  logtimestamp?: boolean | undefined;
  rows?: Integer | undefined;
  width?: Integer | undefined;
}

export interface ChardevAddResult {
  pty?: string;
}

export interface ChardevChangeArgs {
  backend: ChardevAddArgsBackend;
  id: string;
}

export interface ChardevRemoveArgs {
  id: string;
}

export interface ChardevSendBreakArgs {
  id: string;
}

export interface ClientMigrateInfoArgs {
  'cert-subject'?: string | undefined;
  hostname: string;
  port?: Integer | undefined;
  protocol: string;
  'tls-port'?: Integer | undefined;
}

export interface ClosefdArgs {
  fdname: string;
}

export interface ColoExitEvent {
  mode: Open<QueryColoStatusResultLastMode>;
  reason: Open<QueryColoStatusResultReason>;
}

/** QEMU 11.1. */
export interface CpuPolarizationChangeEvent {
  polarization: Open<QueryS390xCpuPolarizationResultPolarization>;
}

/** QEMU 10.0, 11.1. */
export interface CxlAddDynamicCapacityArgs {
  extents: readonly CxlAddDynamicCapacityArgsExtents[];
  'host-id': Integer;
  path: string;
  region: Integer;
  'selection-policy': CxlAddDynamicCapacityArgsSelectionPolicy;
  tag?: string | undefined;
}

/** QEMU 10.0, 11.1. */
export interface CxlAddDynamicCapacityArgsExtents {
  len: Integer;
  offset: Integer;
}

/** QEMU 10.0, 11.1. */
export type CxlAddDynamicCapacityArgsSelectionPolicy = 'contiguous' | 'enable-shared-access' | 'free' | 'prescriptive';

/** QEMU 10.0, 11.1. */
export interface CxlInjectCorrectableErrorArgs {
  path: string;
  type: CxlInjectCorrectableErrorArgsType;
}

/** QEMU 10.0, 11.1. */
export type CxlInjectCorrectableErrorArgsType =
  | 'cache-data-ecc'
  | 'cache-poison-received'
  | 'crc-threshold'
  | 'mem-data-ecc'
  | 'mem-poison-received'
  | 'physical'
  | 'retry-threshold';

/** QEMU 10.0, 11.1. */
export interface CxlInjectDramEventArgs {
  bank?: Integer | undefined;
  'bank-group'?: Integer | undefined;
  channel?: Integer | undefined;
  /** QEMU 11.1. */
  'cme-ev-flags'?: Integer | undefined;
  column?: Integer | undefined;
  /** QEMU 11.1. */
  'component-id'?: string | undefined;
  'correction-mask'?: readonly Integer[] | undefined;
  /** QEMU 11.1. */
  'cvme-count'?: Integer | undefined;
  descriptor: Integer;
  dpa: Integer;
  flags: Integer;
  /** QEMU 11.1. */
  'head-id'?: Integer | undefined;
  /** QEMU 11.1. */
  'is-comp-id-pldm'?: boolean | undefined;
  /** QEMU 11.1. */
  'ld-id'?: Integer | undefined;
  log: CxlInjectDramEventArgsLog;
  /** QEMU 11.1. */
  'maint-op-class'?: Integer | undefined;
  /** QEMU 11.1. */
  'maint-op-subclass'?: Integer | undefined;
  'nibble-mask'?: Integer | undefined;
  path: string;
  rank?: Integer | undefined;
  row?: Integer | undefined;
  /** QEMU 11.1. */
  'sub-channel'?: Integer | undefined;
  /** QEMU 11.1. */
  'sub-type'?: Integer | undefined;
  'transaction-type': Integer;
  type: Integer;
}

/** QEMU 10.0, 11.1. */
export type CxlInjectDramEventArgsLog = 'failure' | 'fatal' | 'informational' | 'warning';

/** QEMU 10.0, 11.1. */
export interface CxlInjectGeneralMediaEventArgs {
  channel?: Integer | undefined;
  /** QEMU 11.1. */
  'cme-count'?: Integer | undefined;
  /** QEMU 11.1. */
  'cme-ev-flags'?: Integer | undefined;
  'component-id'?: string | undefined;
  descriptor: Integer;
  device?: Integer | undefined;
  dpa: Integer;
  flags: Integer;
  /** QEMU 11.1. */
  'head-id'?: Integer | undefined;
  /** QEMU 11.1. */
  'is-comp-id-pldm'?: boolean | undefined;
  /** QEMU 11.1. */
  'ld-id'?: Integer | undefined;
  log: CxlInjectDramEventArgsLog;
  /** QEMU 11.1. */
  'maint-op-class'?: Integer | undefined;
  /** QEMU 11.1. */
  'maint-op-subclass'?: Integer | undefined;
  path: string;
  rank?: Integer | undefined;
  /** QEMU 11.1. */
  'sub-type'?: Integer | undefined;
  'transaction-type': Integer;
  type: Integer;
}

/** QEMU 10.0, 11.1. */
export interface CxlInjectMemoryModuleEventArgs {
  'additional-status': Integer;
  /** QEMU 11.1. */
  'component-id'?: string | undefined;
  'corrected-persistent-error-count': Integer;
  'corrected-volatile-error-count': Integer;
  'dirty-shutdown-count': Integer;
  flags: Integer;
  /** QEMU 11.1. */
  'head-id'?: Integer | undefined;
  'health-status': Integer;
  /** QEMU 11.1. */
  'is-comp-id-pldm'?: boolean | undefined;
  /** QEMU 11.1. */
  'ld-id'?: Integer | undefined;
  'life-used': Integer;
  log: CxlInjectDramEventArgsLog;
  /** QEMU 11.1. */
  'maint-op-class'?: Integer | undefined;
  /** QEMU 11.1. */
  'maint-op-subclass'?: Integer | undefined;
  'media-status': Integer;
  path: string;
  /** QEMU 11.1. */
  'sub-type'?: Integer | undefined;
  temperature: Integer;
  type: Integer;
}

/** QEMU 10.0, 11.1. */
export interface CxlInjectPoisonArgs {
  length: Integer;
  path: string;
  start: Integer;
}

/** QEMU 10.0, 11.1. */
export interface CxlInjectUncorrectableErrorsArgs {
  errors: readonly CxlInjectUncorrectableErrorsArgsErrors[];
  path: string;
}

/** QEMU 10.0, 11.1. */
export interface CxlInjectUncorrectableErrorsArgsErrors {
  header: readonly Integer[];
  type: CxlInjectUncorrectableErrorsArgsErrorsType;
}

/** QEMU 10.0, 11.1. */
export type CxlInjectUncorrectableErrorsArgsErrorsType =
  | 'cache-address-parity'
  | 'cache-be-parity'
  | 'cache-data-ecc'
  | 'cache-data-parity'
  | 'cxl-ide-rx'
  | 'cxl-ide-tx'
  | 'internal'
  | 'mem-address-parity'
  | 'mem-be-parity'
  | 'mem-data-ecc'
  | 'mem-data-parity'
  | 'poison-received'
  | 'receiver-overflow'
  | 'reinit-threshold'
  | 'rsvd-encoding';

/** QEMU 10.0, 11.1. */
export interface CxlReleaseDynamicCapacityArgs {
  extents: readonly CxlAddDynamicCapacityArgsExtents[];
  'forced-removal'?: boolean | undefined;
  'host-id': Integer;
  path: string;
  region: Integer;
  'removal-policy': CxlReleaseDynamicCapacityArgsRemovalPolicy;
  'sanitize-on-release'?: boolean | undefined;
  tag?: string | undefined;
}

/** QEMU 10.0, 11.1. */
export type CxlReleaseDynamicCapacityArgsRemovalPolicy = 'prescriptive' | 'tag-based';

export interface DeviceAddArgs {
  bus?: string | undefined;
  driver: string;
  id?: string | undefined;
}

export interface DeviceDelArgs {
  id: string;
}

export interface DeviceDeletedEvent {
  device?: string;
  path: string;
}

export interface DeviceListPropertiesArgs {
  typename: string;
}

export interface DeviceListPropertiesResultItem {
  'default-value'?: unknown;
  description?: string;
  name: string;
  type: string;
}

/** QEMU 10.0, 11.1. */
export interface DeviceSyncConfigArgs {
  id: string;
}

export interface DeviceTrayMovedEvent {
  device: string;
  id: string;
  'tray-open': boolean;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface DeviceUnplugGuestErrorEvent {
  device?: string;
  path: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export type DisplayReloadArgs =
  | ({ type: 'vnc' } & DisplayReloadArgsVnc);

/** QEMU 7.2, 10.0, 11.1. */
export type DisplayReloadArgsType = 'vnc';

/** QEMU 7.2, 10.0, 11.1. */
export interface DisplayReloadArgsVnc {
  'tls-certs'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type DisplayUpdateArgs =
  | ({ type: 'vnc' } & DisplayUpdateArgsVnc);

/** QEMU 7.2, 10.0, 11.1. */
export type DisplayUpdateArgsType = 'vnc';

/** QEMU 7.2, 10.0, 11.1. */
export interface DisplayUpdateArgsVnc {
  addresses?: readonly BlockExportAddArgsVhostUserBlkAddr[] | undefined;
}

export interface DriveBackupArgs {
  'auto-dismiss'?: boolean | undefined;
  'auto-finalize'?: boolean | undefined;
  bitmap?: string | undefined;
  'bitmap-mode'?: BlockdevBackupArgsBitmapMode | undefined;
  compress?: boolean | undefined;
  device: string;
  /** QEMU 10.0, 11.1. */
  'discard-source'?: boolean | undefined;
  'filter-node-name'?: string | undefined;
  format?: string | undefined;
  'job-id'?: string | undefined;
  mode?: BlockdevSnapshotSyncArgsMode | undefined;
  /** QEMU 11.1. */
  'on-cbw-error'?: BlockdevBackupArgsOnCbwError | undefined;
  'on-source-error'?: BlockCommitArgsOnError | undefined;
  'on-target-error'?: BlockCommitArgsOnError | undefined;
  speed?: Integer | undefined;
  sync: BlockdevBackupArgsSync;
  target: string;
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-perf'?: BlockdevBackupArgsXPerf | undefined;
}

export interface DriveMirrorArgs {
  'auto-dismiss'?: boolean | undefined;
  'auto-finalize'?: boolean | undefined;
  'buf-size'?: Integer | undefined;
  'copy-mode'?: BlockdevMirrorArgsCopyMode | undefined;
  device: string;
  format?: string | undefined;
  granularity?: Integer | undefined;
  'job-id'?: string | undefined;
  mode?: BlockdevSnapshotSyncArgsMode | undefined;
  'node-name'?: string | undefined;
  'on-source-error'?: BlockCommitArgsOnError | undefined;
  'on-target-error'?: BlockCommitArgsOnError | undefined;
  replaces?: string | undefined;
  speed?: Integer | undefined;
  sync: BlockdevBackupArgsSync;
  target: string;
  unmap?: boolean | undefined;
}

export interface DumpCompletedEvent {
  error?: string;
  result: QueryDumpResult;
}

export interface DumpGuestMemoryArgs {
  begin?: Integer | undefined;
  detach?: boolean | undefined;
  format?: DumpGuestMemoryArgsFormat | undefined;
  length?: Integer | undefined;
  paging: boolean;
  protocol: string;
}

/**
 * `kdump-raw-lzo`: QEMU 10.0, 11.1.
 * `kdump-raw-snappy`: QEMU 10.0, 11.1.
 * `kdump-raw-zlib`: QEMU 10.0, 11.1.
 * `win-dmp`: Feature `allowed-by-guest`: QEMU 11.1.
 */
export type DumpGuestMemoryArgsFormat =
  | 'elf'
  | 'kdump-lzo'
  | 'kdump-raw-lzo'
  | 'kdump-raw-snappy'
  | 'kdump-raw-zlib'
  | 'kdump-snappy'
  | 'kdump-zlib'
  | 'win-dmp';

/** QEMU 11.1. */
export interface DumpSkeysArgs {
  filename: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface DumpdtbArgs {
  filename: string;
}

export interface EjectArgs {
  /** @deprecated in QEMU 5.2, 7.2, 10.0, 11.1 */
  device?: string | undefined;
  force?: boolean | undefined;
  id?: string | undefined;
}

export interface ExpirePasswordArgsBase {
  time: string;
}

export type ExpirePasswordArgs = ExpirePasswordArgsBase & (
  | { /** QEMU 7.2, 10.0, 11.1. */ protocol: 'spice' }
  | ({ /** QEMU 7.2, 10.0, 11.1. */ protocol: 'vnc' } & ExpirePasswordArgsVnc)
);

/** QEMU 7.2, 10.0, 11.1. */
export type ExpirePasswordArgsProtocol = 'spice' | 'vnc';

/** QEMU 7.2, 10.0, 11.1. */
export interface ExpirePasswordArgsVnc {
  display?: string | undefined;
}

export interface FailoverNegotiatedEvent {
  'device-id': string;
}

export interface GetfdArgs {
  fdname: string;
}

export interface GuestCrashloadedEvent {
  action: Open<GuestCrashloadedEventAction>;
  info?: GuestCrashloadedEventInfo;
}

export type GuestCrashloadedEventAction = 'pause' | 'poweroff' | 'run';

export type GuestCrashloadedEventInfo =
  | ({ type: 'hyper-v' } & GuestCrashloadedEventInfoHyperV)
  | ({ type: 's390' } & GuestCrashloadedEventInfoS390)
  | ({ /** QEMU 11.1. */ type: 'sev' } & GuestCrashloadedEventInfoSev)
  | ({ /** QEMU 11.1. */ type: 'tdx' } & GuestCrashloadedEventInfoTdx);

export interface GuestCrashloadedEventInfoHyperV {
  arg1: Integer;
  arg2: Integer;
  arg3: Integer;
  arg4: Integer;
  arg5: Integer;
}

export interface GuestCrashloadedEventInfoS390 {
  core: Integer;
  'psw-addr': Integer;
  'psw-mask': Integer;
  reason: Open<GuestCrashloadedEventInfoS390Reason>;
}

export type GuestCrashloadedEventInfoS390Reason = 'disabled-wait' | 'extint-loop' | 'opint-loop' | 'pgmint-loop' | 'unknown';

/** QEMU 11.1. */
export interface GuestCrashloadedEventInfoSev {
  code: Integer;
  set: Integer;
}

/** QEMU 11.1. */
export interface GuestCrashloadedEventInfoTdx {
  'error-code': Integer;
  gpa?: Integer;
  message: string;
}

/**
 * `sev`: QEMU 11.1.
 * `tdx`: QEMU 11.1.
 */
export type GuestCrashloadedEventInfoType = 'hyper-v' | 's390' | 'sev' | 'tdx';

export interface GuestPanickedEvent {
  action: Open<GuestCrashloadedEventAction>;
  info?: GuestCrashloadedEventInfo;
}

export interface HumanMonitorCommandArgs {
  'command-line': string;
  'cpu-index'?: Integer | undefined;
}

/** QEMU 11.1. */
export interface InjectGhesV2ErrorArgs {
  cper: string;
}

export interface InputSendEventArgs {
  device?: string | undefined;
  events: readonly InputSendEventArgsEvents[];
  head?: Integer | undefined;
}

export type InputSendEventArgsEvents =
  | ({ type: 'abs' | 'rel' } & InputSendEventArgsEventsAbs)
  | ({ type: 'btn' } & InputSendEventArgsEventsBtn)
  | ({ type: 'key' } & InputSendEventArgsEventsKey)
  | ({ /** QEMU 10.0, 11.1. */ type: 'mtt' } & InputSendEventArgsEventsMtt);

export interface InputSendEventArgsEventsAbs {
  data: InputSendEventArgsEventsAbsData;
}

export interface InputSendEventArgsEventsAbsData {
  axis: InputSendEventArgsEventsAbsDataAxis;
  value: Integer;
}

export type InputSendEventArgsEventsAbsDataAxis = 'x' | 'y';

export interface InputSendEventArgsEventsBtn {
  data: InputSendEventArgsEventsBtnData;
}

export interface InputSendEventArgsEventsBtnData {
  button: InputSendEventArgsEventsBtnDataButton;
  down: boolean;
}

/**
 * `touch`: QEMU 10.0, 11.1.
 * `wheel-left`: QEMU 7.2, 10.0, 11.1.
 * `wheel-right`: QEMU 7.2, 10.0, 11.1.
 */
export type InputSendEventArgsEventsBtnDataButton =
  | 'extra'
  | 'left'
  | 'middle'
  | 'right'
  | 'side'
  | 'touch'
  | 'wheel-down'
  | 'wheel-left'
  | 'wheel-right'
  | 'wheel-up';

export interface InputSendEventArgsEventsKey {
  data: InputSendEventArgsEventsKeyData;
}

export interface InputSendEventArgsEventsKeyData {
  down: boolean;
  key: SendKeyArgsKeys;
}

/** QEMU 10.0, 11.1. */
export interface InputSendEventArgsEventsMtt {
  data: InputSendEventArgsEventsMttData;
}

/** QEMU 10.0, 11.1. */
export interface InputSendEventArgsEventsMttData {
  axis: InputSendEventArgsEventsAbsDataAxis;
  slot: Integer;
  'tracking-id': Integer;
  type: InputSendEventArgsEventsMttDataType;
  value: Integer;
}

/** QEMU 10.0, 11.1. */
export type InputSendEventArgsEventsMttDataType = 'begin' | 'cancel' | 'data' | 'end' | 'update';

/** `mtt`: QEMU 10.0, 11.1. */
export type InputSendEventArgsEventsType = 'abs' | 'btn' | 'key' | 'mtt' | 'rel';

export interface JobCancelArgs {
  id: string;
}

export interface JobCompleteArgs {
  id: string;
}

export interface JobDismissArgs {
  id: string;
}

export interface JobFinalizeArgs {
  id: string;
}

export interface JobPauseArgs {
  id: string;
}

export interface JobResumeArgs {
  id: string;
}

export interface JobStatusChangeEvent {
  id: string;
  status: Open<JobStatusChangeEventStatus>;
}

export type JobStatusChangeEventStatus =
  | 'aborting'
  | 'concluded'
  | 'created'
  | 'null'
  | 'paused'
  | 'pending'
  | 'ready'
  | 'running'
  | 'standby'
  | 'undefined'
  | 'waiting';

/** QEMU 5.2, 7.2. */
export interface MemUnplugErrorEvent {
  device: string;
  msg: string;
}

export interface MemoryDeviceSizeChangeEvent {
  id?: string;
  /** QEMU 7.2, 10.0, 11.1. */
  'qom-path'?: string;
  size: Integer;
}

export interface MemoryFailureEvent {
  action: Open<MemoryFailureEventAction>;
  flags: MemoryFailureEventFlags;
  recipient: Open<MemoryFailureEventRecipient>;
}

export type MemoryFailureEventAction = 'fatal' | 'ignore' | 'inject' | 'reset';

export interface MemoryFailureEventFlags {
  'action-required': boolean;
  recursive: boolean;
}

export type MemoryFailureEventRecipient = 'guest' | 'hypervisor';

export interface MemsaveArgs {
  'cpu-index'?: Integer | undefined;
  filename: string;
  size: Integer;
  val: Integer;
}

export interface MigrateArgs {
  /** QEMU 5.2, 7.2. */
  blk?: boolean | undefined;
  /** QEMU 10.0, 11.1. */
  channels?: readonly MigrateArgsChannels[] | undefined;
  /** QEMU 5.2, 7.2, 10.0. */
  detach?: boolean | undefined;
  /** QEMU 5.2, 7.2. */
  inc?: boolean | undefined;
  resume?: boolean | undefined;
  /** Required in QEMU 5.2, 7.2. */
  uri?: string | undefined;
}

/** QEMU 10.0, 11.1. */
export interface MigrateArgsChannels {
  addr: MigrateArgsChannelsAddr;
  'channel-type': MigrateArgsChannelsChannelType;
}

/** QEMU 10.0, 11.1. */
export type MigrateArgsChannelsAddr =
  | ({ transport: 'exec' } & MigrateArgsChannelsAddrExec)
  | ({ transport: 'file' } & MigrateArgsChannelsAddrFile)
  | ({ transport: 'rdma' } & BlockdevAddArgsSshServer)
  | ({ transport: 'socket' } & BlockExportAddArgsVhostUserBlkAddr);

/** QEMU 10.0, 11.1. */
export interface MigrateArgsChannelsAddrExec {
  args: readonly string[];
}

/** QEMU 10.0, 11.1. */
export interface MigrateArgsChannelsAddrFile {
  filename: string;
  offset: Integer;
}

/** QEMU 10.0, 11.1. */
export type MigrateArgsChannelsAddrTransport = 'exec' | 'file' | 'rdma' | 'socket';

/** QEMU 10.0, 11.1. */
export type MigrateArgsChannelsChannelType = 'cpr' | 'main';

export interface MigrateContinueArgs {
  state: MigrateContinueArgsState;
}

/**
 * `failing`: QEMU 11.1.
 * `postcopy-device`: QEMU 11.1.
 * `postcopy-recover-setup`: QEMU 10.0, 11.1.
 */
export type MigrateContinueArgsState =
  | 'active'
  | 'cancelled'
  | 'cancelling'
  | 'colo'
  | 'completed'
  | 'device'
  | 'failed'
  | 'failing'
  | 'none'
  | 'postcopy-active'
  | 'postcopy-device'
  | 'postcopy-paused'
  | 'postcopy-recover'
  | 'postcopy-recover-setup'
  | 'pre-switchover'
  | 'setup'
  | 'wait-unplug';

export interface MigrateIncomingArgs {
  /** QEMU 10.0, 11.1. */
  channels?: readonly MigrateArgsChannels[] | undefined;
  /** QEMU 10.0, 11.1. */
  'exit-on-error'?: boolean | undefined;
  /** Required in QEMU 5.2, 7.2. */
  uri?: string | undefined;
}

export interface MigrateRecoverArgs {
  uri: string;
}

/** QEMU 5.2. */
export interface MigrateSetCacheSizeArgs {
  value: Integer;
}

export interface MigrateSetCapabilitiesArgs {
  capabilities: readonly MigrateSetCapabilitiesArgsCapabilities[];
}

export interface MigrateSetCapabilitiesArgsCapabilities {
  capability: QueryMigrateCapabilitiesResultItemCapability;
  state: boolean;
}

/** QEMU 5.2. */
export interface MigrateSetDowntimeArgs {
  value: number;
}

export interface MigrateSetParametersArgs {
  'announce-initial'?: Integer | undefined;
  'announce-max'?: Integer | undefined;
  'announce-rounds'?: Integer | undefined;
  'announce-step'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'avail-switchover-bandwidth'?: Integer | undefined;
  'block-bitmap-mapping'?: readonly MigrateSetParametersArgsBlockBitmapMapping[] | undefined;
  /** QEMU 5.2, 7.2. */
  'block-incremental'?: boolean | undefined;
  /** QEMU 5.2, 7.2. */
  'compress-level'?: Integer | undefined;
  /** QEMU 5.2, 7.2. */
  'compress-threads'?: Integer | undefined;
  /** QEMU 5.2, 7.2. */
  'compress-wait-thread'?: boolean | undefined;
  /** QEMU 11.1. */
  'cpr-exec-command'?: readonly string[] | undefined;
  'cpu-throttle-increment'?: Integer | undefined;
  'cpu-throttle-initial'?: Integer | undefined;
  'cpu-throttle-tailslow'?: boolean | undefined;
  /** QEMU 5.2, 7.2. */
  'decompress-threads'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'direct-io'?: boolean | undefined;
  'downtime-limit'?: Integer | undefined;
  'max-bandwidth'?: Integer | undefined;
  'max-cpu-throttle'?: Integer | undefined;
  'max-postcopy-bandwidth'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  mode?: MigrateSetParametersArgsMode | undefined;
  'multifd-channels'?: Integer | undefined;
  'multifd-compression'?: MigrateSetParametersArgsMultifdCompression | undefined;
  /** QEMU 10.0, 11.1. */
  'multifd-qatzip-level'?: Integer | undefined;
  'multifd-zlib-level'?: Integer | undefined;
  'multifd-zstd-level'?: Integer | undefined;
  'throttle-trigger-threshold'?: Integer | undefined;
  'tls-authz'?: string | null | undefined;
  'tls-creds'?: string | null | undefined;
  'tls-hostname'?: string | null | undefined;
  /** QEMU 10.0, 11.1. */
  'vcpu-dirty-limit'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-checkpoint-delay'?: Integer | undefined;
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'x-rdma-chunk-size'?: Integer | undefined;
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'x-vcpu-dirty-limit-period'?: Integer | undefined;
  'xbzrle-cache-size'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'zero-page-detection'?: MigrateSetParametersArgsZeroPageDetection | undefined;
}

export interface MigrateSetParametersArgsBlockBitmapMapping {
  alias: string;
  bitmaps: readonly MigrateSetParametersArgsBlockBitmapMappingBitmaps[];
  'node-name': string;
}

export interface MigrateSetParametersArgsBlockBitmapMappingBitmaps {
  alias: string;
  name: string;
  /** QEMU 7.2, 10.0, 11.1. */
  transform?: MigrateSetParametersArgsBlockBitmapMappingBitmapsTransform | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface MigrateSetParametersArgsBlockBitmapMappingBitmapsTransform {
  persistent?: boolean | undefined;
}

/**
 * QEMU 10.0, 11.1.
 * `cpr-exec`: QEMU 11.1.
 */
export type MigrateSetParametersArgsMode = 'cpr-exec' | 'cpr-reboot' | 'cpr-transfer' | 'normal';

/** `zstd`: QEMU 7.2, 10.0, 11.1. */
export type MigrateSetParametersArgsMultifdCompression = 'none' | 'zlib' | 'zstd';

/** QEMU 10.0, 11.1. */
export type MigrateSetParametersArgsZeroPageDetection = 'legacy' | 'multifd' | 'none';

/** QEMU 5.2. */
export interface MigrateSetSpeedArgs {
  value: Integer;
}

export interface MigrationEvent {
  status: Open<MigrateContinueArgsState>;
}

export interface MigrationPassEvent {
  pass: Integer;
}

export interface NbdServerAddArgs {
  bitmap?: string | undefined;
  description?: string | undefined;
  device: string;
  name?: string | undefined;
  writable?: boolean | undefined;
}

export interface NbdServerRemoveArgs {
  mode?: BlockExportDelArgsMode | undefined;
  name: string;
}

export interface NbdServerStartArgs {
  addr: NbdServerStartArgsAddr;
  /** QEMU 10.0, 11.1. */
  'handshake-max-seconds'?: Integer | undefined;
  'max-connections'?: Integer | undefined;
  'tls-authz'?: string | undefined;
  'tls-creds'?: string | undefined;
}

export type NbdServerStartArgsAddr =
  | ({ type: 'fd' } & NbdServerStartArgsAddrFd)
  | ({ type: 'inet' } & NbdServerStartArgsAddrInet)
  | ({ type: 'unix' } & NbdServerStartArgsAddrUnix)
  | ({ type: 'vsock' } & NbdServerStartArgsAddrVsock);

export interface NbdServerStartArgsAddrFd {
  data: NetdevStreamConnectedEventAddrFd;
}

export interface NbdServerStartArgsAddrInet {
  data: BlockdevAddArgsSshServer;
}

export type NbdServerStartArgsAddrType = 'fd' | 'inet' | 'unix' | 'vsock';

export interface NbdServerStartArgsAddrUnix {
  data: NetdevStreamConnectedEventAddrUnix;
}

export interface NbdServerStartArgsAddrVsock {
  data: NetdevStreamConnectedEventAddrVsock;
}

export interface NetdevAddArgsBase {
  id: string;
}

export type NetdevAddArgs = NetdevAddArgsBase & (
  | ({ type: 'bridge' } & NetdevAddArgsBridge)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'dgram' } & NetdevAddArgsDgram)
  | ({ type: 'hubport' } & NetdevAddArgsHubport)
  | ({ type: 'l2tpv3' } & NetdevAddArgsL2tpv3)
  | ({ type: 'netmap' } & NetdevAddArgsNetmap)
  | ({ type: 'nic' } & NetdevAddArgsNic)
  | { type: 'none' }
  | ({ /** QEMU 11.1. */ type: 'passt' } & NetdevAddArgsPasst)
  | ({ type: 'socket' } & NetdevAddArgsSocket)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'stream' } & NetdevAddArgsStream)
  | ({ type: 'tap' } & NetdevAddArgsTap)
  | ({ type: 'user' } & NetdevAddArgsUser)
  | ({ type: 'vde' } & NetdevAddArgsVde)
  | ({ type: 'vhost-user' } & NetdevAddArgsVhostUser)
  | ({ type: 'vhost-vdpa' } & NetdevAddArgsVhostVdpa)
);

export interface NetdevAddArgsBridge {
  br?: string | undefined;
  helper?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface NetdevAddArgsDgram {
  local?: BlockExportAddArgsVhostUserBlkAddr | undefined;
  remote?: BlockExportAddArgsVhostUserBlkAddr | undefined;
}

export interface NetdevAddArgsHubport {
  hubid: Integer;
  netdev?: string | undefined;
}

export interface NetdevAddArgsL2tpv3 {
  cookie64?: boolean | undefined;
  counter?: boolean | undefined;
  dst: string;
  dstport?: string | undefined;
  ipv6?: boolean | undefined;
  offset?: Integer | undefined;
  pincounter?: boolean | undefined;
  rxcookie?: Integer | undefined;
  rxsession?: Integer | undefined;
  src: string;
  srcport?: string | undefined;
  txcookie?: Integer | undefined;
  txsession: Integer;
  udp?: boolean | undefined;
}

export interface NetdevAddArgsNetmap {
  devname?: string | undefined;
  ifname: string;
}

export interface NetdevAddArgsNic {
  addr?: string | undefined;
  macaddr?: string | undefined;
  model?: string | undefined;
  netdev?: string | undefined;
  vectors?: Integer | undefined;
}

/** QEMU 11.1. */
export interface NetdevAddArgsPasst {
  address?: string | undefined;
  dhcp?: boolean | undefined;
  'dhcp-dns'?: boolean | undefined;
  'dhcp-search'?: boolean | undefined;
  dhcpv6?: boolean | undefined;
  dns?: string | undefined;
  'dns-forward'?: string | undefined;
  'dns-host'?: string | undefined;
  fqdn?: string | undefined;
  freebind?: boolean | undefined;
  gateway?: string | undefined;
  icmp?: boolean | undefined;
  interface?: string | undefined;
  ipv4?: boolean | undefined;
  ipv6?: boolean | undefined;
  mac?: string | undefined;
  'map-guest-addr'?: string | undefined;
  'map-host-loopback'?: string | undefined;
  mtu?: Integer | undefined;
  ndp?: boolean | undefined;
  netmask?: string | undefined;
  outbound?: string | undefined;
  'outbound-if4'?: string | undefined;
  'outbound-if6'?: string | undefined;
  param?: readonly NetdevAddArgsPasstParam[] | undefined;
  path?: string | undefined;
  quiet?: boolean | undefined;
  ra?: boolean | undefined;
  search?: readonly NetdevAddArgsPasstSearch[] | undefined;
  tcp?: boolean | undefined;
  'tcp-ports'?: readonly NetdevAddArgsPasstTcpPorts[] | undefined;
  udp?: boolean | undefined;
  'udp-ports'?: readonly NetdevAddArgsPasstTcpPorts[] | undefined;
  'vhost-user'?: boolean | undefined;
}

/** QEMU 11.1. */
export interface NetdevAddArgsPasstParam {
  str: string;
}

/** QEMU 11.1. */
export interface NetdevAddArgsPasstSearch {
  str: string;
}

/** QEMU 11.1. */
export interface NetdevAddArgsPasstTcpPorts {
  str: string;
}

export interface NetdevAddArgsSocket {
  connect?: string | undefined;
  fd?: string | undefined;
  listen?: string | undefined;
  localaddr?: string | undefined;
  mcast?: string | undefined;
  udp?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface NetdevAddArgsStream {
  addr: BlockExportAddArgsVhostUserBlkAddr;
  /**
   * QEMU 10.0.
   * @deprecated in QEMU 10.0
   */
  reconnect?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'reconnect-ms'?: Integer | undefined;
  server?: boolean | undefined;
}

export interface NetdevAddArgsTap {
  br?: string | undefined;
  downscript?: string | undefined;
  fd?: string | undefined;
  fds?: string | undefined;
  helper?: string | undefined;
  ifname?: string | undefined;
  'poll-us'?: Integer | undefined;
  queues?: Integer | undefined;
  script?: string | undefined;
  sndbuf?: Integer | undefined;
  vhost?: boolean | undefined;
  vhostfd?: string | undefined;
  vhostfds?: string | undefined;
  vhostforce?: boolean | undefined;
  vnet_hdr?: boolean | undefined;
}

/**
 * `dgram`: QEMU 7.2, 10.0, 11.1.
 * `passt`: QEMU 11.1.
 * `stream`: QEMU 7.2, 10.0, 11.1.
 */
export type NetdevAddArgsType =
  | 'bridge'
  | 'dgram'
  | 'hubport'
  | 'l2tpv3'
  | 'netmap'
  | 'nic'
  | 'none'
  | 'passt'
  | 'socket'
  | 'stream'
  | 'tap'
  | 'user'
  | 'vde'
  | 'vhost-user'
  | 'vhost-vdpa';

export interface NetdevAddArgsUser {
  bootfile?: string | undefined;
  dhcpstart?: string | undefined;
  dns?: string | undefined;
  dnssearch?: readonly NetdevAddArgsUserDnssearch[] | undefined;
  domainname?: string | undefined;
  guestfwd?: readonly NetdevAddArgsUserGuestfwd[] | undefined;
  host?: string | undefined;
  hostfwd?: readonly NetdevAddArgsUserHostfwd[] | undefined;
  hostname?: string | undefined;
  ip?: string | undefined;
  ipv4?: boolean | undefined;
  ipv6?: boolean | undefined;
  'ipv6-dns'?: string | undefined;
  'ipv6-host'?: string | undefined;
  'ipv6-prefix'?: string | undefined;
  'ipv6-prefixlen'?: Integer | undefined;
  net?: string | undefined;
  restrict?: boolean | undefined;
  smb?: string | undefined;
  smbserver?: string | undefined;
  tftp?: string | undefined;
  'tftp-server-name'?: string | undefined;
}

export interface NetdevAddArgsUserDnssearch {
  str: string;
}

export interface NetdevAddArgsUserGuestfwd {
  str: string;
}

export interface NetdevAddArgsUserHostfwd {
  str: string;
}

export interface NetdevAddArgsVde {
  group?: string | undefined;
  mode?: Integer | undefined;
  port?: Integer | undefined;
  sock?: string | undefined;
}

export interface NetdevAddArgsVhostUser {
  chardev: string;
  queues?: Integer | undefined;
  vhostforce?: boolean | undefined;
}

export interface NetdevAddArgsVhostVdpa {
  queues?: Integer | undefined;
  vhostdev?: string | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  vhostfd?: string | undefined;
  /**
   * QEMU 7.2, 10.0, 11.1.
   * Unstable in QEMU 7.2, 10.0, 11.1.
   */
  'x-svq'?: boolean | undefined;
}

export interface NetdevDelArgs {
  id: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface NetdevStreamConnectedEvent {
  addr: NetdevStreamConnectedEventAddr;
  'netdev-id': string;
}

export type NetdevStreamConnectedEventAddr =
  | ({ type: 'fd' } & NetdevStreamConnectedEventAddrFd)
  | ({ type: 'inet' } & BlockdevAddArgsSshServer)
  | ({ type: 'unix' } & NetdevStreamConnectedEventAddrUnix)
  | ({ type: 'vsock' } & NetdevStreamConnectedEventAddrVsock);

export interface NetdevStreamConnectedEventAddrFd {
  str: string;
}

export type NetdevStreamConnectedEventAddrType = 'fd' | 'inet' | 'unix' | 'vsock';

export interface NetdevStreamConnectedEventAddrUnix {
  abstract?: boolean;
  path: string;
  tight?: boolean;
}

export interface NetdevStreamConnectedEventAddrVsock {
  cid: string;
  port: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface NetdevStreamDisconnectedEvent {
  'netdev-id': string;
}

/** QEMU 10.0, 11.1. */
export interface NetdevVhostUserConnectedEvent {
  'chardev-id': string;
  'netdev-id': string;
}

/** QEMU 10.0, 11.1. */
export interface NetdevVhostUserDisconnectedEvent {
  'netdev-id': string;
}

export interface NicRxFilterChangedEvent {
  name?: string;
  path: string;
}

export interface ObjectAddArgsBase {
  id: string;
  /** QEMU 5.2. */
  props?: unknown | undefined;
}

export type ObjectAddArgs = ObjectAddArgsBase & (
  | ({ /** QEMU 10.0, 11.1. */ 'qom-type': 'acpi-generic-initiator' } & ObjectAddArgsAcpiGenericInitiator)
  | ({ /** QEMU 10.0, 11.1. */ 'qom-type': 'acpi-generic-port' } & ObjectAddArgsAcpiGenericPort)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'authz-list' } & ObjectAddArgsAuthzList)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'authz-listfile' } & ObjectAddArgsAuthzListfile)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'authz-pam' } & ObjectAddArgsAuthzPam)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'authz-simple' } & ObjectAddArgsAuthzSimple)
  | { /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'can-bus' | 'pef-guest' | 's390-pv-guest' }
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'can-host-socketcan' } & ObjectAddArgsCanHostSocketcan)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'colo-compare' } & ObjectAddArgsColoCompare)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'cryptodev-backend' | 'cryptodev-backend-builtin' | 'cryptodev-backend-lkcf' } & ObjectAddArgsCryptodevBackend)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'cryptodev-vhost-user' } & ObjectAddArgsCryptodevVhostUser)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'dbus-vmstate' } & ObjectAddArgsDbusVmstate)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'filter-buffer' } & ObjectAddArgsFilterBuffer)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'filter-dump' } & ObjectAddArgsFilterDump)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'filter-mirror' } & ObjectAddArgsFilterMirror)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'filter-redirector' } & ObjectAddArgsFilterRedirector)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'filter-replay' } & ObjectAddArgsFilterReplay)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'filter-rewriter' } & ObjectAddArgsFilterRewriter)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'input-barrier' } & ObjectAddArgsInputBarrier)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'input-linux' } & ObjectAddArgsInputLinux)
  | ({ /** QEMU 10.0, 11.1. */ 'qom-type': 'iommufd' } & ObjectAddArgsIommufd)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'iothread' } & ObjectAddArgsIothread)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'main-loop' } & ObjectAddArgsMainLoop)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'memory-backend-epc' } & ObjectAddArgsMemoryBackendEpc)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'memory-backend-file' } & ObjectAddArgsMemoryBackendFile)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'memory-backend-memfd' } & ObjectAddArgsMemoryBackendMemfd)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'memory-backend-ram' } & ObjectAddArgsMemoryBackendRam)
  | ({ /** QEMU 10.0, 11.1. */ 'qom-type': 'memory-backend-shm' } & ObjectAddArgsMemoryBackendShm)
  | ({ /** QEMU 11.1. */ 'qom-type': 'monitor-hmp' } & ObjectAddArgsMonitorHmp)
  | ({ /** QEMU 11.1. */ 'qom-type': 'monitor-qmp' } & ObjectAddArgsMonitorQmp)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'pr-manager-helper' } & ObjectAddArgsPrManagerHelper)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'qtest' } & ObjectAddArgsQtest)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'rng-builtin' } & ObjectAddArgsRngBuiltin)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'rng-egd' } & ObjectAddArgsRngEgd)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'rng-random' } & ObjectAddArgsRngRandom)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'secret' } & ObjectAddArgsSecret)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'secret_keyring' } & ObjectAddArgsSecretKeyring)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'sev-guest' } & ObjectAddArgsSevGuest)
  | ({ /** QEMU 10.0, 11.1. */ 'qom-type': 'sev-snp-guest' } & ObjectAddArgsSevSnpGuest)
  | ({ /** QEMU 11.1. */ 'qom-type': 'tdx-guest' } & ObjectAddArgsTdxGuest)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'thread-context' } & ObjectAddArgsThreadContext)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'throttle-group' } & ObjectAddArgsThrottleGroup)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'tls-cipher-suites' } & ObjectAddArgsTlsCipherSuites)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'tls-creds-anon' } & ObjectAddArgsTlsCredsAnon)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'tls-creds-psk' } & ObjectAddArgsTlsCredsPsk)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'tls-creds-x509' } & ObjectAddArgsTlsCredsX509)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'x-remote-object' } & ObjectAddArgsXRemoteObject)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ 'qom-type': 'x-vfio-user-server' } & ObjectAddArgsXVfioUserServer)
);

/** QEMU 10.0, 11.1. */
export interface ObjectAddArgsAcpiGenericInitiator {
  node: Integer;
  'pci-dev': string;
}

/** QEMU 10.0, 11.1. */
export interface ObjectAddArgsAcpiGenericPort {
  node: Integer;
  'pci-bus': string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsAuthzList {
  policy?: ObjectAddArgsAuthzListPolicy | undefined;
  rules?: readonly ObjectAddArgsAuthzListRules[] | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsAuthzListPolicy = 'allow' | 'deny';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsAuthzListRules {
  format?: ObjectAddArgsAuthzListRulesFormat | undefined;
  match: string;
  policy: ObjectAddArgsAuthzListPolicy;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsAuthzListRulesFormat = 'exact' | 'glob';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsAuthzListfile {
  filename: string;
  refresh?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsAuthzPam {
  service: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsAuthzSimple {
  identity: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsCanHostSocketcan {
  canbus: string;
  if: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsColoCompare {
  compare_timeout?: Integer | undefined;
  expired_scan_cycle?: Integer | undefined;
  iothread: string;
  max_queue_size?: Integer | undefined;
  notify_dev?: string | undefined;
  outdev: string;
  primary_in: string;
  secondary_in: string;
  vnet_hdr_support?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsCryptodevBackend {
  queues?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'throttle-bps'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'throttle-ops'?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsCryptodevVhostUser {
  chardev: string;
  queues?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'throttle-bps'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'throttle-ops'?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsDbusVmstate {
  addr: string;
  'id-list'?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsFilterBuffer {
  insert?: ObjectAddArgsFilterBufferInsert | undefined;
  interval: Integer;
  netdev: string;
  position?: string | undefined;
  queue?: ObjectAddArgsFilterBufferQueue | undefined;
  status?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsFilterBufferInsert = 'before' | 'behind';

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsFilterBufferQueue = 'all' | 'rx' | 'tx';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsFilterDump {
  file: string;
  insert?: ObjectAddArgsFilterBufferInsert | undefined;
  maxlen?: Integer | undefined;
  netdev: string;
  position?: string | undefined;
  queue?: ObjectAddArgsFilterBufferQueue | undefined;
  status?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsFilterMirror {
  insert?: ObjectAddArgsFilterBufferInsert | undefined;
  netdev: string;
  outdev: string;
  position?: string | undefined;
  queue?: ObjectAddArgsFilterBufferQueue | undefined;
  status?: string | undefined;
  vnet_hdr_support?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsFilterRedirector {
  indev?: string | undefined;
  insert?: ObjectAddArgsFilterBufferInsert | undefined;
  netdev: string;
  outdev?: string | undefined;
  position?: string | undefined;
  queue?: ObjectAddArgsFilterBufferQueue | undefined;
  status?: string | undefined;
  vnet_hdr_support?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsFilterReplay {
  insert?: ObjectAddArgsFilterBufferInsert | undefined;
  netdev: string;
  position?: string | undefined;
  queue?: ObjectAddArgsFilterBufferQueue | undefined;
  status?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsFilterRewriter {
  insert?: ObjectAddArgsFilterBufferInsert | undefined;
  netdev: string;
  position?: string | undefined;
  queue?: ObjectAddArgsFilterBufferQueue | undefined;
  status?: string | undefined;
  vnet_hdr_support?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsInputBarrier {
  height?: string | undefined;
  name: string;
  port?: string | undefined;
  server?: string | undefined;
  width?: string | undefined;
  'x-origin'?: string | undefined;
  'y-origin'?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsInputLinux {
  evdev: string;
  'grab-toggle'?: ObjectAddArgsInputLinuxGrabToggle | undefined;
  grab_all?: boolean | undefined;
  repeat?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsInputLinuxGrabToggle = 'alt-alt' | 'ctrl-ctrl' | 'ctrl-scrolllock' | 'meta-meta' | 'scrolllock' | 'shift-shift';

/** QEMU 10.0, 11.1. */
export interface ObjectAddArgsIommufd {
  fd?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsIothread {
  'aio-max-batch'?: Integer | undefined;
  'poll-grow'?: Integer | undefined;
  'poll-max-ns'?: Integer | undefined;
  'poll-shrink'?: Integer | undefined;
  /** QEMU 11.1. */
  'poll-weight'?: Integer | undefined;
  'thread-pool-max'?: Integer | undefined;
  'thread-pool-min'?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsMainLoop {
  'aio-max-batch'?: Integer | undefined;
  'thread-pool-max'?: Integer | undefined;
  'thread-pool-min'?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsMemoryBackendEpc {
  dump?: boolean | undefined;
  'host-nodes'?: readonly Integer[] | undefined;
  merge?: boolean | undefined;
  policy?: ObjectAddArgsMemoryBackendEpcPolicy | undefined;
  prealloc?: boolean | undefined;
  'prealloc-context'?: string | undefined;
  'prealloc-threads'?: Integer | undefined;
  reserve?: boolean | undefined;
  share?: boolean | undefined;
  size: Integer;
  'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

export type ObjectAddArgsMemoryBackendEpcPolicy = 'bind' | 'default' | 'interleave' | 'preferred';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsMemoryBackendFile {
  align?: Integer | undefined;
  'discard-data'?: boolean | undefined;
  dump?: boolean | undefined;
  'host-nodes'?: readonly Integer[] | undefined;
  'mem-path': string;
  merge?: boolean | undefined;
  /** QEMU 10.0, 11.1. */
  offset?: Integer | undefined;
  pmem?: boolean | undefined;
  policy?: ObjectAddArgsMemoryBackendEpcPolicy | undefined;
  prealloc?: boolean | undefined;
  'prealloc-context'?: string | undefined;
  'prealloc-threads'?: Integer | undefined;
  readonly?: boolean | undefined;
  reserve?: boolean | undefined;
  /** QEMU 10.0, 11.1. */
  rom?: BlockdevAddArgsFileLocking | undefined;
  share?: boolean | undefined;
  size: Integer;
  'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsMemoryBackendMemfd {
  dump?: boolean | undefined;
  'host-nodes'?: readonly Integer[] | undefined;
  hugetlb?: boolean | undefined;
  hugetlbsize?: Integer | undefined;
  merge?: boolean | undefined;
  policy?: ObjectAddArgsMemoryBackendEpcPolicy | undefined;
  prealloc?: boolean | undefined;
  'prealloc-context'?: string | undefined;
  'prealloc-threads'?: Integer | undefined;
  reserve?: boolean | undefined;
  seal?: boolean | undefined;
  share?: boolean | undefined;
  size: Integer;
  'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsMemoryBackendRam {
  dump?: boolean | undefined;
  'host-nodes'?: readonly Integer[] | undefined;
  merge?: boolean | undefined;
  policy?: ObjectAddArgsMemoryBackendEpcPolicy | undefined;
  prealloc?: boolean | undefined;
  'prealloc-context'?: string | undefined;
  'prealloc-threads'?: Integer | undefined;
  reserve?: boolean | undefined;
  share?: boolean | undefined;
  size: Integer;
  'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** QEMU 10.0, 11.1. */
export interface ObjectAddArgsMemoryBackendShm {
  dump?: boolean | undefined;
  'host-nodes'?: readonly Integer[] | undefined;
  merge?: boolean | undefined;
  policy?: ObjectAddArgsMemoryBackendEpcPolicy | undefined;
  prealloc?: boolean | undefined;
  'prealloc-context'?: string | undefined;
  'prealloc-threads'?: Integer | undefined;
  reserve?: boolean | undefined;
  share?: boolean | undefined;
  size: Integer;
  'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** QEMU 11.1. */
export interface ObjectAddArgsMonitorHmp {
  chardev: string;
  readline?: boolean | undefined;
}

/** QEMU 11.1. */
export interface ObjectAddArgsMonitorQmp {
  chardev: string;
  'close-action'?: ObjectAddArgsMonitorQmpCloseAction | undefined;
  pretty?: boolean | undefined;
}

/** QEMU 11.1. */
export type ObjectAddArgsMonitorQmpCloseAction = 'delete' | 'none';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsPrManagerHelper {
  path: string;
}

/**
 * QEMU 7.2, 10.0, 11.1.
 * `acpi-generic-initiator`: QEMU 10.0, 11.1.
 * `acpi-generic-port`: QEMU 10.0, 11.1.
 * `iommufd`: QEMU 10.0, 11.1.
 * `memory-backend-shm`: QEMU 10.0, 11.1.
 * `monitor-hmp`: QEMU 11.1.
 * `monitor-qmp`: QEMU 11.1.
 * `sev-snp-guest`: QEMU 10.0, 11.1.
 * `tdx-guest`: QEMU 11.1.
 * `x-remote-object`: Unstable in QEMU 7.2, 10.0, 11.1.
 * `x-vfio-user-server`: Unstable in QEMU 7.2, 10.0, 11.1.
 */
export type ObjectAddArgsQomType =
  | 'acpi-generic-initiator'
  | 'acpi-generic-port'
  | 'authz-list'
  | 'authz-listfile'
  | 'authz-pam'
  | 'authz-simple'
  | 'can-bus'
  | 'can-host-socketcan'
  | 'colo-compare'
  | 'cryptodev-backend'
  | 'cryptodev-backend-builtin'
  | 'cryptodev-backend-lkcf'
  | 'cryptodev-vhost-user'
  | 'dbus-vmstate'
  | 'filter-buffer'
  | 'filter-dump'
  | 'filter-mirror'
  | 'filter-redirector'
  | 'filter-replay'
  | 'filter-rewriter'
  | 'input-barrier'
  | 'input-linux'
  | 'iommufd'
  | 'iothread'
  | 'main-loop'
  | 'memory-backend-epc'
  | 'memory-backend-file'
  | 'memory-backend-memfd'
  | 'memory-backend-ram'
  | 'memory-backend-shm'
  | 'monitor-hmp'
  | 'monitor-qmp'
  | 'pef-guest'
  | 'pr-manager-helper'
  | 'qtest'
  | 'rng-builtin'
  | 'rng-egd'
  | 'rng-random'
  | 's390-pv-guest'
  | 'secret'
  | 'secret_keyring'
  | 'sev-guest'
  | 'sev-snp-guest'
  | 'tdx-guest'
  | 'thread-context'
  | 'throttle-group'
  | 'tls-cipher-suites'
  | 'tls-creds-anon'
  | 'tls-creds-psk'
  | 'tls-creds-x509'
  | 'x-remote-object'
  | 'x-vfio-user-server';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsQtest {
  chardev: string;
  log?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsRngBuiltin {
  /** @deprecated in QEMU 7.2, 10.0, 11.1 */
  opened?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsRngEgd {
  chardev: string;
  /** @deprecated in QEMU 7.2, 10.0, 11.1 */
  opened?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsRngRandom {
  filename?: string | undefined;
  /** @deprecated in QEMU 7.2, 10.0, 11.1 */
  opened?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsSecret {
  data?: string | undefined;
  file?: string | undefined;
  format?: ObjectAddArgsSecretFormat | undefined;
  iv?: string | undefined;
  keyid?: string | undefined;
  /**
   * QEMU 7.2.
   * @deprecated in QEMU 7.2
   */
  loaded?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsSecretFormat = 'base64' | 'raw';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsSecretKeyring {
  format?: ObjectAddArgsSecretFormat | undefined;
  iv?: string | undefined;
  keyid?: string | undefined;
  /**
   * QEMU 7.2.
   * @deprecated in QEMU 7.2
   */
  loaded?: boolean | undefined;
  serial: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsSevGuest {
  cbitpos?: Integer | undefined;
  'dh-cert-file'?: string | undefined;
  handle?: Integer | undefined;
  'kernel-hashes'?: boolean | undefined;
  /** QEMU 10.0, 11.1. */
  'legacy-vm-type'?: BlockdevAddArgsFileLocking | undefined;
  policy?: Integer | undefined;
  'reduced-phys-bits': Integer;
  'session-file'?: string | undefined;
  'sev-device'?: string | undefined;
}

/** QEMU 10.0, 11.1. */
export interface ObjectAddArgsSevSnpGuest {
  'author-key-enabled'?: boolean | undefined;
  cbitpos?: Integer | undefined;
  'guest-visible-workarounds'?: string | undefined;
  'host-data'?: string | undefined;
  'id-auth'?: string | undefined;
  'id-block'?: string | undefined;
  'kernel-hashes'?: boolean | undefined;
  policy?: Integer | undefined;
  'reduced-phys-bits': Integer;
  'sev-device'?: string | undefined;
  'vcek-disabled'?: boolean | undefined;
}

/**
 * QEMU 11.1.
 * Feature `confidential-guest-reset`: QEMU 11.1.
 */
export interface ObjectAddArgsTdxGuest {
  attributes?: Integer | undefined;
  mrconfigid?: string | undefined;
  mrowner?: string | undefined;
  mrownerconfig?: string | undefined;
  'quote-generation-socket'?: BlockExportAddArgsVhostUserBlkAddr | undefined;
  'sept-ve-disable'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsThreadContext {
  'cpu-affinity'?: readonly Integer[] | undefined;
  'node-affinity'?: readonly Integer[] | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsThrottleGroup {
  limits?: ObjectAddArgsThrottleGroupLimits | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-read'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-read-max'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-read-max-length'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-total'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-total-max'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-total-max-length'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-write'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-write-max'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-bps-write-max-length'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-read'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-read-max'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-read-max-length'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-size'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-total'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-total-max'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-total-max-length'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-write'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-write-max'?: Integer | undefined;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-iops-write-max-length'?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsThrottleGroupLimits {
  'bps-read'?: Integer | undefined;
  'bps-read-max'?: Integer | undefined;
  'bps-read-max-length'?: Integer | undefined;
  'bps-total'?: Integer | undefined;
  'bps-total-max'?: Integer | undefined;
  'bps-total-max-length'?: Integer | undefined;
  'bps-write'?: Integer | undefined;
  'bps-write-max'?: Integer | undefined;
  'bps-write-max-length'?: Integer | undefined;
  'iops-read'?: Integer | undefined;
  'iops-read-max'?: Integer | undefined;
  'iops-read-max-length'?: Integer | undefined;
  'iops-size'?: Integer | undefined;
  'iops-total'?: Integer | undefined;
  'iops-total-max'?: Integer | undefined;
  'iops-total-max-length'?: Integer | undefined;
  'iops-write'?: Integer | undefined;
  'iops-write-max'?: Integer | undefined;
  'iops-write-max-length'?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsTlsCipherSuites {
  dir?: string | undefined;
  endpoint?: ObjectAddArgsTlsCipherSuitesEndpoint | undefined;
  priority?: string | undefined;
  'verify-peer'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ObjectAddArgsTlsCipherSuitesEndpoint = 'client' | 'server';

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsTlsCredsAnon {
  dir?: string | undefined;
  endpoint?: ObjectAddArgsTlsCipherSuitesEndpoint | undefined;
  /**
   * QEMU 7.2.
   * @deprecated in QEMU 7.2
   */
  loaded?: boolean | undefined;
  priority?: string | undefined;
  'verify-peer'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsTlsCredsPsk {
  dir?: string | undefined;
  endpoint?: ObjectAddArgsTlsCipherSuitesEndpoint | undefined;
  /**
   * QEMU 7.2.
   * @deprecated in QEMU 7.2
   */
  loaded?: boolean | undefined;
  priority?: string | undefined;
  username?: string | undefined;
  'verify-peer'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsTlsCredsX509 {
  dir?: string | undefined;
  endpoint?: ObjectAddArgsTlsCipherSuitesEndpoint | undefined;
  /**
   * QEMU 7.2.
   * @deprecated in QEMU 7.2
   */
  loaded?: boolean | undefined;
  passwordid?: string | undefined;
  priority?: string | undefined;
  'sanity-check'?: boolean | undefined;
  'verify-peer'?: boolean | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsXRemoteObject {
  devid: string;
  fd: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface ObjectAddArgsXVfioUserServer {
  device: string;
  socket: BlockExportAddArgsVhostUserBlkAddr;
}

export interface ObjectDelArgs {
  id: string;
}

export interface PmemsaveArgs {
  filename: string;
  size: Integer;
  val: Integer;
}

export interface PrManagerStatusChangedEvent {
  connected: boolean;
  id: string;
}

export interface QmpCapabilitiesArgs {
  enable?: readonly QmpCapabilitiesArgsEnable[] | undefined;
}

export type QmpCapabilitiesArgsEnable = 'oob';

export interface QomGetArgs {
  path: string;
  property: string;
}

export interface QomListArgs {
  path: string;
}

/** QEMU 11.1. */
export interface QomListGetArgs {
  paths: readonly string[];
}

/** QEMU 11.1. */
export interface QomListGetResultItem {
  properties: QomListGetResultItemProperties[];
}

/** QEMU 11.1. */
export interface QomListGetResultItemProperties {
  name: string;
  type: string;
  value?: unknown;
}

export interface QomListPropertiesArgs {
  typename: string;
}

export interface QomListTypesArgs {
  abstract?: boolean | undefined;
  implements?: string | undefined;
}

export interface QomListTypesResultItem {
  abstract?: boolean;
  name: string;
  parent?: string;
}

export interface QomSetArgs {
  path: string;
  property: string;
  value: unknown;
}

/** QEMU 11.1. */
export interface QueryAcceleratorsResult {
  enabled: Open<QueryAcceleratorsResultEnabled>;
  present: Open<QueryAcceleratorsResultEnabled>[];
}

/** QEMU 11.1. */
export type QueryAcceleratorsResultEnabled = 'hvf' | 'kvm' | 'mshv' | 'nvmm' | 'qtest' | 'tcg' | 'whpx' | 'xen';

export interface QueryAcpiOspmStatusResultItem {
  device?: string;
  slot: string;
  'slot-type': Open<QueryAcpiOspmStatusResultItemSlotType>;
  source: Integer;
  status: Integer;
}

export type QueryAcpiOspmStatusResultItemSlotType = 'CPU' | 'DIMM';

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemBase {
  id: string;
  'timer-period'?: Integer;
}

/** QEMU 10.0, 11.1. */
export type QueryAudiodevsResultItem = QueryAudiodevsResultItemBase & (
  | ({ driver: 'alsa' } & QueryAudiodevsResultItemAlsa)
  | ({ driver: 'dbus' } & QueryAudiodevsResultItemDbus)
  | ({ driver: 'jack' } & QueryAudiodevsResultItemJack)
  | ({ driver: 'none' | 'spice' } & QueryAudiodevsResultItemNone)
  | ({ driver: 'oss' } & QueryAudiodevsResultItemOss)
  | ({ driver: 'pa' } & QueryAudiodevsResultItemPa)
  | ({ driver: 'pipewire' } & QueryAudiodevsResultItemPipewire)
  | ({ driver: 'sdl' } & QueryAudiodevsResultItemSdl)
  | ({ driver: 'wav' } & QueryAudiodevsResultItemWav)
);

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemAlsa {
  in?: QueryAudiodevsResultItemAlsaIn;
  out?: QueryAudiodevsResultItemAlsaIn;
  threshold?: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemAlsaIn {
  'buffer-length'?: Integer;
  channels?: Integer;
  dev?: string;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  'mixing-engine'?: boolean;
  'period-length'?: Integer;
  'try-poll'?: boolean;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export type QueryAudiodevsResultItemAlsaInFormat = 'f32' | 's16' | 's32' | 's8' | 'u16' | 'u32' | 'u8';

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemDbus {
  in?: QueryAudiodevsResultItemDbusIn;
  nsamples?: Integer;
  out?: QueryAudiodevsResultItemDbusIn;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemDbusIn {
  'buffer-length'?: Integer;
  channels?: Integer;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  'mixing-engine'?: boolean;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export type QueryAudiodevsResultItemDriver = 'alsa' | 'dbus' | 'jack' | 'none' | 'oss' | 'pa' | 'pipewire' | 'sdl' | 'spice' | 'wav';

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemJack {
  in?: QueryAudiodevsResultItemJackIn;
  out?: QueryAudiodevsResultItemJackIn;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemJackIn {
  'buffer-length'?: Integer;
  channels?: Integer;
  'client-name'?: string;
  'connect-ports'?: string;
  'exact-name'?: boolean;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  'mixing-engine'?: boolean;
  'server-name'?: string;
  'start-server'?: boolean;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemNone {
  in?: QueryAudiodevsResultItemDbusIn;
  out?: QueryAudiodevsResultItemDbusIn;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemOss {
  'dsp-policy'?: Integer;
  exclusive?: boolean;
  in?: QueryAudiodevsResultItemOssIn;
  out?: QueryAudiodevsResultItemOssIn;
  'try-mmap'?: boolean;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemOssIn {
  'buffer-count'?: Integer;
  'buffer-length'?: Integer;
  channels?: Integer;
  dev?: string;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  'mixing-engine'?: boolean;
  'try-poll'?: boolean;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemPa {
  in?: QueryAudiodevsResultItemPaIn;
  out?: QueryAudiodevsResultItemPaIn;
  server?: string;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemPaIn {
  'buffer-length'?: Integer;
  channels?: Integer;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  latency?: Integer;
  'mixing-engine'?: boolean;
  name?: string;
  'stream-name'?: string;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemPipewire {
  in?: QueryAudiodevsResultItemPipewireIn;
  out?: QueryAudiodevsResultItemPipewireIn;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemPipewireIn {
  'buffer-length'?: Integer;
  channels?: Integer;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  latency?: Integer;
  'mixing-engine'?: boolean;
  name?: string;
  'stream-name'?: string;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemSdl {
  in?: QueryAudiodevsResultItemSdlIn;
  out?: QueryAudiodevsResultItemSdlIn;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemSdlIn {
  'buffer-count'?: Integer;
  'buffer-length'?: Integer;
  channels?: Integer;
  'fixed-settings'?: boolean;
  format?: Open<QueryAudiodevsResultItemAlsaInFormat>;
  frequency?: Integer;
  'mixing-engine'?: boolean;
  voices?: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryAudiodevsResultItemWav {
  in?: QueryAudiodevsResultItemDbusIn;
  out?: QueryAudiodevsResultItemDbusIn;
  path?: string;
}

export interface QueryBalloonResult {
  actual: Integer;
}

/** QEMU 11.1. */
export interface QueryBlockArgs {
  flat?: boolean | undefined;
}

export interface QueryBlockExportsResultItem {
  id: string;
  'node-name': string;
  'shutting-down': boolean;
  type: Open<BlockExportAddArgsType>;
}

export interface QueryBlockJobsResultItemBase {
  'auto-dismiss': boolean;
  'auto-finalize': boolean;
  busy: boolean;
  device: string;
  error?: string;
  'io-status': Open<QueryBlockResultItemIoStatus>;
  len: Integer;
  offset: Integer;
  paused: boolean;
  ready: boolean;
  speed: Integer;
  status: Open<JobStatusChangeEventStatus>;
}

export type QueryBlockJobsResultItem = QueryBlockJobsResultItemBase & (
  | { /** QEMU 10.0, 11.1. */ type: 'amend' | 'backup' | 'commit' | 'create' | 'snapshot-delete' | 'snapshot-load' | 'snapshot-save' | 'stream' }
  | ({ /** QEMU 10.0, 11.1. */ type: 'mirror' } & QueryBlockJobsResultItemMirror)
);

/** QEMU 10.0, 11.1. */
export interface QueryBlockJobsResultItemMirror {
  'actively-synced': boolean;
}

export interface QueryBlockResultItem {
  device: string;
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  'dirty-bitmaps'?: QueryBlockResultItemDirtyBitmaps[];
  inserted?: QueryNamedBlockNodesResultItem;
  'io-status'?: Open<QueryBlockResultItemIoStatus>;
  locked: boolean;
  qdev?: string;
  removable: boolean;
  tray_open?: boolean;
  type: string;
}

export interface QueryBlockResultItemDirtyBitmaps {
  busy: boolean;
  count: Integer;
  granularity: Integer;
  inconsistent?: boolean;
  name?: string;
  persistent: boolean;
  recording: boolean;
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  status?: Open<QueryBlockResultItemDirtyBitmapsStatus>;
}

/** QEMU 5.2. */
export type QueryBlockResultItemDirtyBitmapsStatus = 'active' | 'disabled' | 'frozen' | 'inconsistent' | 'locked';

export type QueryBlockResultItemIoStatus = 'failed' | 'nospace' | 'ok';

export interface QueryBlockstatsArgs {
  'query-nodes'?: boolean | undefined;
}

export interface QueryBlockstatsResultItem {
  backing?: QueryBlockstatsResultItem;
  device?: string;
  'driver-specific'?: QueryBlockstatsResultItemDriverSpecific;
  'node-name'?: string;
  parent?: QueryBlockstatsResultItem;
  qdev?: string;
  stats: QueryBlockstatsResultItemStats;
}

export type QueryBlockstatsResultItemDriverSpecific =
  | { driver: 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress' | 'copy-on-read' | 'dmg' | 'ftp' | 'ftps' | 'host_cdrom' | 'http' | 'https' | 'iscsi' | 'luks' | 'nbd' | 'nfs' | 'null-aio' | 'null-co' | 'parallels' | 'qcow' | 'qcow2' | 'qed' | 'quorum' | 'raw' | 'rbd' | 'replication' | 'ssh' | 'throttle' | 'vdi' | 'vhdx' | 'vmdk' | 'vpc' | 'vvfat' }
  | { /** QEMU 7.2, 10.0, 11.1. */ driver: 'copy-before-write' | 'preallocate' | 'snapshot-access' }
  | ({ driver: 'file' | 'host_device' } & QueryBlockstatsResultItemDriverSpecificFile)
  | { /** QEMU 5.2, 7.2, 10.0. */ driver: 'gluster' }
  | { /** QEMU 10.0, 11.1. */ driver: 'io_uring' | 'nvme-io_uring' | 'virtio-blk-vfio-pci' | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' }
  | ({ driver: 'nvme' } & QueryBlockstatsResultItemDriverSpecificNvme)
  | { /** QEMU 5.2. */ driver: 'sheepdog' };

export interface QueryBlockstatsResultItemDriverSpecificFile {
  'discard-bytes-ok': Integer;
  'discard-nb-failed': Integer;
  'discard-nb-ok': Integer;
}

export interface QueryBlockstatsResultItemDriverSpecificNvme {
  'aligned-accesses': Integer;
  'completion-errors': Integer;
  'unaligned-accesses': Integer;
}

export interface QueryBlockstatsResultItemStats {
  account_failed: boolean;
  account_invalid: boolean;
  failed_flush_operations: Integer;
  failed_rd_operations: Integer;
  failed_unmap_operations: Integer;
  failed_wr_operations: Integer;
  /** QEMU 10.0, 11.1. */
  failed_zone_append_operations?: Integer;
  flush_latency_histogram?: QueryBlockstatsResultItemStatsFlushLatencyHistogram;
  flush_operations: Integer;
  flush_total_time_ns: Integer;
  idle_time_ns?: Integer;
  invalid_flush_operations: Integer;
  invalid_rd_operations: Integer;
  invalid_unmap_operations: Integer;
  invalid_wr_operations: Integer;
  /** QEMU 10.0, 11.1. */
  invalid_zone_append_operations?: Integer;
  rd_bytes: Integer;
  rd_latency_histogram?: QueryBlockstatsResultItemStatsFlushLatencyHistogram;
  rd_merged: Integer;
  rd_operations: Integer;
  rd_total_time_ns: Integer;
  timed_stats: QueryBlockstatsResultItemStatsTimedStats[];
  unmap_bytes: Integer;
  unmap_merged: Integer;
  unmap_operations: Integer;
  unmap_total_time_ns: Integer;
  wr_bytes: Integer;
  wr_highest_offset: Integer;
  wr_latency_histogram?: QueryBlockstatsResultItemStatsFlushLatencyHistogram;
  wr_merged: Integer;
  wr_operations: Integer;
  wr_total_time_ns: Integer;
  /** QEMU 10.0, 11.1. */
  zone_append_bytes?: Integer;
  /** QEMU 10.0, 11.1. */
  zone_append_latency_histogram?: QueryBlockstatsResultItemStatsFlushLatencyHistogram;
  /** QEMU 10.0, 11.1. */
  zone_append_merged?: Integer;
  /** QEMU 10.0, 11.1. */
  zone_append_operations?: Integer;
  /** QEMU 10.0, 11.1. */
  zone_append_total_time_ns?: Integer;
}

export interface QueryBlockstatsResultItemStatsFlushLatencyHistogram {
  bins: Integer[];
  boundaries: Integer[];
}

export interface QueryBlockstatsResultItemStatsTimedStats {
  avg_flush_latency_ns: Integer;
  avg_rd_latency_ns: Integer;
  avg_rd_queue_depth: number;
  avg_wr_latency_ns: Integer;
  avg_wr_queue_depth: number;
  /** QEMU 10.0, 11.1. */
  avg_zone_append_latency_ns?: Integer;
  /** QEMU 10.0, 11.1. */
  avg_zone_append_queue_depth?: number;
  interval_length: Integer;
  max_flush_latency_ns: Integer;
  max_rd_latency_ns: Integer;
  max_wr_latency_ns: Integer;
  /** QEMU 10.0, 11.1. */
  max_zone_append_latency_ns?: Integer;
  min_flush_latency_ns: Integer;
  min_rd_latency_ns: Integer;
  min_wr_latency_ns: Integer;
  /** QEMU 10.0, 11.1. */
  min_zone_append_latency_ns?: Integer;
}

export interface QueryChardevBackendsResultItem {
  name: string;
}

export interface QueryChardevResultItem {
  filename: string;
  'frontend-open': boolean;
  label: string;
}

export interface QueryColoStatusResult {
  'last-mode': Open<QueryColoStatusResultLastMode>;
  mode: Open<QueryColoStatusResultLastMode>;
  reason: Open<QueryColoStatusResultReason>;
}

export type QueryColoStatusResultLastMode = 'none' | 'primary' | 'secondary';

export type QueryColoStatusResultReason = 'error' | 'none' | 'processing' | 'request';

export interface QueryCommandLineOptionsArgs {
  option?: string | undefined;
}

export interface QueryCommandLineOptionsResultItem {
  option: string;
  parameters: QueryCommandLineOptionsResultItemParameters[];
}

export interface QueryCommandLineOptionsResultItemParameters {
  default?: string;
  help?: string;
  name: string;
  type: Open<QueryCommandLineOptionsResultItemParametersType>;
}

export type QueryCommandLineOptionsResultItemParametersType = 'boolean' | 'number' | 'size' | 'string';

export interface QueryCommandsResultItem {
  name: string;
}

export interface QueryCpuDefinitionsResultItem {
  'alias-of'?: string;
  deprecated: boolean;
  'migration-safe'?: boolean;
  name: string;
  static: boolean;
  typename: string;
  'unavailable-features'?: string[];
}

/** QEMU 11.1. */
export interface QueryCpuModelBaselineArgs {
  modela: QueryCpuModelBaselineArgsModela;
  modelb: QueryCpuModelBaselineArgsModela;
}

export interface QueryCpuModelBaselineArgsModela {
  name: string;
  props?: unknown | undefined;
}

/** QEMU 11.1. */
export interface QueryCpuModelBaselineResult {
  model: QueryCpuModelBaselineArgsModela;
}

/** QEMU 11.1. */
export interface QueryCpuModelComparisonArgs {
  modela: QueryCpuModelBaselineArgsModela;
  modelb: QueryCpuModelBaselineArgsModela;
}

/** QEMU 11.1. */
export interface QueryCpuModelComparisonResult {
  'responsible-properties': string[];
  result: Open<QueryCpuModelComparisonResultResult>;
}

/** QEMU 11.1. */
export type QueryCpuModelComparisonResultResult = 'identical' | 'incompatible' | 'subset' | 'superset';

export interface QueryCpuModelExpansionArgs {
  model: QueryCpuModelBaselineArgsModela;
  type: QueryCpuModelExpansionArgsType;
}

export type QueryCpuModelExpansionArgsType = 'full' | 'static';

export interface QueryCpuModelExpansionResult {
  /** QEMU 11.1. */
  'deprecated-props'?: string[];
  model: QueryCpuModelBaselineArgsModela;
}

export interface QueryCpusFastResultItemBase {
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  arch?: Open<QueryCpusResultItemArch>;
  'cpu-index': Integer;
  props?: QueryCpusResultItemProps;
  'qom-path': string;
  /** QEMU 11.1. */
  'qom-type'?: string;
  'thread-id': Integer;
}

export type QueryCpusFastResultItem = QueryCpusFastResultItemBase & (
  | { target: 'aarch64' | 'alpha' | 'arm' | 'avr' | 'hppa' | 'i386' | 'm68k' | 'microblaze' | 'mips' | 'mips64' | 'mips64el' | 'mipsel' | 'or1k' | 'ppc' | 'ppc64' | 'riscv32' | 'riscv64' | 'rx' | 'sh4' | 'sh4eb' | 'sparc' | 'sparc64' | 'tricore' | 'x86_64' | 'xtensa' | 'xtensaeb' }
  | { /** QEMU 5.2, 7.2. */ target: 'cris' | 'nios2' }
  | { /** QEMU 11.1. */ target: 'hexagon' }
  | { /** QEMU 5.2. */ target: 'lm32' | 'moxie' | 'unicore32' }
  | { /** QEMU 7.2, 10.0, 11.1. */ target: 'loongarch64' }
  | { /** QEMU 5.2, 7.2, 10.0. */ target: 'microblazeel' }
  | ({ target: 's390x' } & QueryCpusResultItemS390)
);

/** QEMU 5.2. */
export interface QueryCpusResultItemBase {
  CPU: Integer;
  current: boolean;
  halted: boolean;
  props?: QueryCpusResultItemProps;
  qom_path: string;
  thread_id: Integer;
}

/** QEMU 5.2. */
export type QueryCpusResultItem = QueryCpusResultItemBase & (
  | ({ arch: 'mips' } & QueryCpusResultItemMips)
  | { arch: 'other' }
  | ({ arch: 'ppc' } & QueryCpusResultItemPpc)
  | ({ arch: 'riscv' } & QueryCpusResultItemRiscv)
  | ({ arch: 's390' } & QueryCpusResultItemS390)
  | ({ arch: 'sparc' } & QueryCpusResultItemSparc)
  | ({ arch: 'tricore' } & QueryCpusResultItemTricore)
  | ({ arch: 'x86' } & QueryCpusResultItemX86)
);

/** QEMU 5.2. */
export type QueryCpusResultItemArch = 'mips' | 'other' | 'ppc' | 'riscv' | 's390' | 'sparc' | 'tricore' | 'x86';

/** QEMU 5.2. */
export interface QueryCpusResultItemMips {
  PC: Integer;
}

/** QEMU 5.2. */
export interface QueryCpusResultItemPpc {
  nip: Integer;
}

export interface QueryCpusResultItemProps {
  /** QEMU 10.0, 11.1. */
  'book-id'?: Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  'cluster-id'?: Integer;
  'core-id'?: Integer;
  'die-id'?: Integer;
  /** QEMU 10.0, 11.1. */
  'drawer-id'?: Integer;
  /** QEMU 10.0, 11.1. */
  'module-id'?: Integer;
  'node-id'?: Integer;
  'socket-id'?: Integer;
  'thread-id'?: Integer;
}

/** QEMU 5.2. */
export interface QueryCpusResultItemRiscv {
  pc: Integer;
}

export interface QueryCpusResultItemS390 {
  'cpu-state': Open<QueryCpusResultItemS390CpuState>;
  /** QEMU 10.0, 11.1. */
  dedicated?: boolean;
  /** QEMU 10.0, 11.1. */
  entitlement?: Open<SetCpuTopologyArgsEntitlement>;
}

export type QueryCpusResultItemS390CpuState = 'check-stop' | 'load' | 'operating' | 'stopped' | 'uninitialized';

/** QEMU 5.2. */
export interface QueryCpusResultItemSparc {
  npc: Integer;
  pc: Integer;
}

/** QEMU 5.2. */
export interface QueryCpusResultItemTricore {
  PC: Integer;
}

/** QEMU 5.2. */
export interface QueryCpusResultItemX86 {
  pc: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryCryptodevResultItem {
  client: QueryCryptodevResultItemClient[];
  id: string;
  service: Open<QueryCryptodevResultItemService>[];
}

/** QEMU 10.0, 11.1. */
export interface QueryCryptodevResultItemClient {
  queue: Integer;
  type: Open<QueryCryptodevResultItemClientType>;
}

/** QEMU 10.0, 11.1. */
export type QueryCryptodevResultItemClientType = 'builtin' | 'lkcf' | 'vhost-user';

/** QEMU 10.0, 11.1. */
export type QueryCryptodevResultItemService = 'aead' | 'akcipher' | 'cipher' | 'hash' | 'mac';

export interface QueryCurrentMachineResult {
  'wakeup-suspend-support': boolean;
}

/** QEMU 10.0, 11.1. */
export interface QueryDirtyRateArgs {
  'calc-time-unit'?: CalcDirtyRateArgsCalcTimeUnit | undefined;
}

export interface QueryDirtyRateResult {
  'calc-time': Integer;
  /** QEMU 10.0, 11.1. */
  'calc-time-unit'?: Open<CalcDirtyRateArgsCalcTimeUnit>;
  'dirty-rate'?: Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  mode?: Open<CalcDirtyRateArgsMode>;
  /** QEMU 7.2, 10.0, 11.1. */
  'sample-pages'?: Integer;
  'start-time': Integer;
  status: Open<QueryDirtyRateResultStatus>;
  /** QEMU 7.2, 10.0, 11.1. */
  'vcpu-dirty-rate'?: QueryDirtyRateResultVcpuDirtyRate[];
}

export type QueryDirtyRateResultStatus = 'measured' | 'measuring' | 'unstarted';

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryDirtyRateResultVcpuDirtyRate {
  'dirty-rate': Integer;
  id: Integer;
}

export interface QueryDisplayOptionsResultBase {
  'full-screen'?: boolean;
  gl?: Open<QueryDisplayOptionsResultGl>;
  'show-cursor'?: boolean;
  'window-close'?: boolean;
}

export type QueryDisplayOptionsResult = QueryDisplayOptionsResultBase & (
  | { /** QEMU 5.2. */ type: 'cocoa' }
  | ({ type: 'curses' } & QueryDisplayOptionsResultCurses)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'dbus' } & QueryDisplayOptionsResultDbus)
  | { type: 'default' | 'none' | 'spice-app' }
  | ({ type: 'egl-headless' } & QueryDisplayOptionsResultEglHeadless)
  | ({ type: 'gtk' } & QueryDisplayOptionsResultGtk)
  | ({ type: 'sdl' } & QueryDisplayOptionsResultSdl)
);

export interface QueryDisplayOptionsResultCurses {
  charset?: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryDisplayOptionsResultDbus {
  addr?: string;
  audiodev?: string;
  p2p?: boolean;
  rendernode?: string;
}

export interface QueryDisplayOptionsResultEglHeadless {
  rendernode?: string;
}

export type QueryDisplayOptionsResultGl = 'core' | 'es' | 'off' | 'on';

export interface QueryDisplayOptionsResultGtk {
  /** QEMU 11.1. */
  clipboard?: boolean;
  'grab-on-hover'?: boolean;
  /** QEMU 11.1. */
  'keep-aspect-ratio'?: boolean;
  /** QEMU 11.1. */
  scale?: number;
  /** QEMU 7.2, 10.0, 11.1. */
  'show-menubar'?: boolean;
  /** QEMU 7.2, 10.0, 11.1. */
  'show-tabs'?: boolean;
  'zoom-to-fit'?: boolean;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryDisplayOptionsResultSdl {
  'grab-mod'?: Open<QueryDisplayOptionsResultSdlGrabMod>;
}

/** QEMU 7.2, 10.0, 11.1. */
export type QueryDisplayOptionsResultSdlGrabMod = 'lctrl-lalt' | 'lshift-lctrl-lalt' | 'rctrl';

/**
 * `cocoa`: QEMU 5.2.
 * `dbus`: QEMU 7.2, 10.0, 11.1.
 */
export type QueryDisplayOptionsResultType =
  | 'cocoa'
  | 'curses'
  | 'dbus'
  | 'default'
  | 'egl-headless'
  | 'gtk'
  | 'none'
  | 'sdl'
  | 'spice-app';

export interface QueryDumpGuestMemoryCapabilityResult {
  formats: Open<DumpGuestMemoryArgsFormat>[];
}

export interface QueryDumpResult {
  completed: Integer;
  status: Open<QueryDumpResultStatus>;
  total: Integer;
}

export type QueryDumpResultStatus = 'active' | 'completed' | 'failed' | 'none';

/** QEMU 5.2. */
export interface QueryEventsResultItem {
  name: string;
}

export interface QueryFdsetsResultItem {
  fds: QueryFdsetsResultItemFds[];
  'fdset-id': Integer;
}

export interface QueryFdsetsResultItemFds {
  fd: Integer;
  opaque?: string;
}

/** QEMU 11.1. */
export interface QueryFirmwareLogArgs {
  'max-size'?: Integer | undefined;
}

/** QEMU 11.1. */
export interface QueryFirmwareLogResult {
  log: string;
  version?: string;
}

/** QEMU 5.2 (aarch64), 7.2 (aarch64), 10.0 (aarch64), 11.1. */
export interface QueryGicCapabilitiesResultItem {
  emulated: boolean;
  kernel: boolean;
  version: Integer;
}

export interface QueryHotpluggableCpusResultItem {
  props: QueryCpusResultItemProps;
  'qom-path'?: string;
  type: string;
  'vcpus-count': Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryHvBalloonStatusReportResult {
  available: Integer;
  committed: Integer;
}

export interface QueryIothreadsResultItem {
  /** QEMU 7.2, 10.0, 11.1. */
  'aio-max-batch'?: Integer;
  id: string;
  'poll-grow': Integer;
  'poll-max-ns': Integer;
  'poll-shrink': Integer;
  /** QEMU 11.1. */
  'poll-weight'?: Integer;
  'thread-id': Integer;
}

export interface QueryJobsResultItem {
  'current-progress': Integer;
  error?: string;
  id: string;
  status: Open<JobStatusChangeEventStatus>;
  'total-progress': Integer;
  type: Open<BlockJobChangeArgsType>;
}

export interface QueryKvmResult {
  enabled: boolean;
  present: boolean;
}

/** QEMU 10.0, 11.1. */
export interface QueryMachinesArgs {
  /** Unstable in QEMU 10.0, 11.1. */
  'compat-props'?: boolean | undefined;
}

export interface QueryMachinesResultItem {
  /** QEMU 10.0, 11.1. */
  acpi?: boolean;
  alias?: string;
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'compat-props'?: QueryMachinesResultItemCompatProps[];
  'cpu-max': Integer;
  'default-cpu-type'?: string;
  'default-ram-id'?: string;
  deprecated: boolean;
  'hotpluggable-cpus': boolean;
  'is-default'?: boolean;
  name: string;
  'numa-mem-supported': boolean;
}

/** QEMU 10.0, 11.1. */
export interface QueryMachinesResultItemCompatProps {
  property: string;
  'qom-type': string;
  value: string;
}

export interface QueryMemdevResultItem {
  dump: boolean;
  'host-nodes': Integer[];
  id?: string;
  merge: boolean;
  policy: Open<ObjectAddArgsMemoryBackendEpcPolicy>;
  prealloc: boolean;
  /** QEMU 7.2, 10.0, 11.1. */
  reserve?: boolean;
  /** QEMU 7.2, 10.0, 11.1. */
  share?: boolean;
  size: Integer;
}

export type QueryMemoryDevicesResultItem =
  | ({ type: 'dimm' | 'nvdimm' } & QueryMemoryDevicesResultItemDimm)
  | ({ /** QEMU 10.0, 11.1. */ type: 'hv-balloon' } & QueryMemoryDevicesResultItemHvBalloon)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'sgx-epc' } & QueryMemoryDevicesResultItemSgxEpc)
  | ({ /** QEMU 11.1. */ type: 'sp-mem' } & QueryMemoryDevicesResultItemSpMem)
  | ({ type: 'virtio-mem' } & QueryMemoryDevicesResultItemVirtioMem)
  | ({ type: 'virtio-pmem' } & QueryMemoryDevicesResultItemVirtioPmem);

export interface QueryMemoryDevicesResultItemDimm {
  data: QueryMemoryDevicesResultItemDimmData;
}

export interface QueryMemoryDevicesResultItemDimmData {
  addr: Integer;
  hotpluggable: boolean;
  hotplugged: boolean;
  id?: string;
  memdev: string;
  node: Integer;
  size: Integer;
  slot: Integer;
}

/** QEMU 10.0, 11.1. */
export interface QueryMemoryDevicesResultItemHvBalloon {
  data: QueryMemoryDevicesResultItemHvBalloonData;
}

/** QEMU 10.0, 11.1. */
export interface QueryMemoryDevicesResultItemHvBalloonData {
  id?: string;
  'max-size': Integer;
  memaddr?: Integer;
  memdev?: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryMemoryDevicesResultItemSgxEpc {
  data: QueryMemoryDevicesResultItemSgxEpcData;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryMemoryDevicesResultItemSgxEpcData {
  id?: string;
  memaddr: Integer;
  memdev: string;
  node: Integer;
  size: Integer;
}

/** QEMU 11.1. */
export interface QueryMemoryDevicesResultItemSpMem {
  data: QueryMemoryDevicesResultItemSpMemData;
}

/** QEMU 11.1. */
export interface QueryMemoryDevicesResultItemSpMemData {
  addr: Integer;
  id?: string;
  memdev: string;
  node: Integer;
  size: Integer;
}

/**
 * `hv-balloon`: QEMU 10.0, 11.1.
 * `sgx-epc`: QEMU 7.2, 10.0, 11.1.
 * `sp-mem`: QEMU 11.1.
 */
export type QueryMemoryDevicesResultItemType = 'dimm' | 'hv-balloon' | 'nvdimm' | 'sgx-epc' | 'sp-mem' | 'virtio-mem' | 'virtio-pmem';

export interface QueryMemoryDevicesResultItemVirtioMem {
  data: QueryMemoryDevicesResultItemVirtioMemData;
}

export interface QueryMemoryDevicesResultItemVirtioMemData {
  'block-size': Integer;
  id?: string;
  'max-size': Integer;
  memaddr: Integer;
  memdev: string;
  node: Integer;
  'requested-size': Integer;
  size: Integer;
}

export interface QueryMemoryDevicesResultItemVirtioPmem {
  data: QueryMemoryDevicesResultItemVirtioPmemData;
}

export interface QueryMemoryDevicesResultItemVirtioPmemData {
  id?: string;
  memaddr: Integer;
  memdev: string;
  size: Integer;
}

export interface QueryMemorySizeSummaryResult {
  'base-memory': Integer;
  'plugged-memory'?: Integer;
}

export interface QueryMiceResultItem {
  absolute: boolean;
  current: boolean;
  index: Integer;
  name: string;
}

export interface QueryMigrateCapabilitiesResultItem {
  capability: Open<QueryMigrateCapabilitiesResultItemCapability>;
  state: boolean;
}

/**
 * `background-snapshot`: QEMU 7.2, 10.0, 11.1.
 * `block`: QEMU 5.2, 7.2.
 * `compress`: QEMU 5.2, 7.2.
 * `dirty-limit`: QEMU 10.0, 11.1.
 * `mapped-ram`: QEMU 10.0, 11.1.
 * `postcopy-preempt`: QEMU 7.2, 10.0, 11.1.
 * `switchover-ack`: QEMU 10.0, 11.1.
 * `x-colo`: Unstable in QEMU 7.2, 10.0, 11.1.
 * `x-ignore-shared`: Unstable in QEMU 7.2, 10.0, 11.1.
 * `zero-blocks`: QEMU 5.2, 7.2, 10.0.
 * `zero-blocks`: deprecated in QEMU 10.0
 * `zero-copy-send`: QEMU 7.2, 10.0, 11.1.
 */
export type QueryMigrateCapabilitiesResultItemCapability =
  | 'auto-converge'
  | 'background-snapshot'
  | 'block'
  | 'compress'
  | 'dirty-bitmaps'
  | 'dirty-limit'
  | 'events'
  | 'late-block-activate'
  | 'mapped-ram'
  | 'multifd'
  | 'pause-before-switchover'
  | 'postcopy-blocktime'
  | 'postcopy-preempt'
  | 'postcopy-ram'
  | 'rdma-pin-all'
  | 'release-ram'
  | 'return-path'
  | 'switchover-ack'
  | 'validate-uuid'
  | 'x-colo'
  | 'x-ignore-shared'
  | 'xbzrle'
  | 'zero-blocks'
  | 'zero-copy-send';

export interface QueryMigrateParametersResult {
  'announce-initial'?: Integer;
  'announce-max'?: Integer;
  'announce-rounds'?: Integer;
  'announce-step'?: Integer;
  /** QEMU 10.0, 11.1. */
  'avail-switchover-bandwidth'?: Integer;
  'block-bitmap-mapping'?: MigrateSetParametersArgsBlockBitmapMapping[];
  /** QEMU 5.2, 7.2. */
  'block-incremental'?: boolean;
  /** QEMU 5.2, 7.2. */
  'compress-level'?: Integer;
  /** QEMU 5.2, 7.2. */
  'compress-threads'?: Integer;
  /** QEMU 5.2, 7.2. */
  'compress-wait-thread'?: boolean;
  /** QEMU 11.1. */
  'cpr-exec-command'?: string[];
  'cpu-throttle-increment'?: Integer;
  'cpu-throttle-initial'?: Integer;
  'cpu-throttle-tailslow'?: boolean;
  /** QEMU 5.2, 7.2. */
  'decompress-threads'?: Integer;
  /** QEMU 10.0, 11.1. */
  'direct-io'?: boolean;
  'downtime-limit'?: Integer;
  'max-bandwidth'?: Integer;
  'max-cpu-throttle'?: Integer;
  'max-postcopy-bandwidth'?: Integer;
  /** QEMU 10.0, 11.1. */
  mode?: Open<MigrateSetParametersArgsMode>;
  'multifd-channels'?: Integer;
  'multifd-compression'?: Open<MigrateSetParametersArgsMultifdCompression>;
  /** QEMU 10.0, 11.1. */
  'multifd-qatzip-level'?: Integer;
  'multifd-zlib-level'?: Integer;
  'multifd-zstd-level'?: Integer;
  'throttle-trigger-threshold'?: Integer;
  'tls-authz'?: string | string | null;
  'tls-creds'?: string | string | null;
  'tls-hostname'?: string | string | null;
  /** QEMU 10.0, 11.1. */
  'vcpu-dirty-limit'?: Integer;
  /** Unstable in QEMU 7.2, 10.0, 11.1. */
  'x-checkpoint-delay'?: Integer;
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'x-rdma-chunk-size'?: Integer;
  /**
   * QEMU 10.0, 11.1.
   * Unstable in QEMU 10.0, 11.1.
   */
  'x-vcpu-dirty-limit-period'?: Integer;
  'xbzrle-cache-size'?: Integer;
  /** QEMU 10.0, 11.1. */
  'zero-page-detection'?: Open<MigrateSetParametersArgsZeroPageDetection>;
}

export interface QueryMigrateResult {
  /** QEMU 7.2, 10.0, 11.1. */
  'blocked-reasons'?: string[];
  /** QEMU 5.2, 7.2. */
  compression?: QueryMigrateResultCompression;
  'cpu-throttle-percentage'?: Integer;
  /** QEMU 10.0, 11.1. */
  'dirty-limit-ring-full-time'?: Integer;
  /** QEMU 10.0, 11.1. */
  'dirty-limit-throttle-time-per-round'?: Integer;
  /** QEMU 5.2, 7.2. */
  disk?: QueryMigrateResultDisk;
  downtime?: Integer;
  'error-desc'?: string;
  'expected-downtime'?: Integer;
  'postcopy-blocktime'?: Integer;
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'postcopy-latency'?: Integer;
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'postcopy-latency-dist'?: Integer[];
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'postcopy-non-vcpu-latency'?: Integer;
  'postcopy-vcpu-blocktime'?: Integer[];
  /**
   * QEMU 11.1.
   * Unstable in QEMU 11.1.
   */
  'postcopy-vcpu-latency'?: Integer[];
  ram?: QueryMigrateResultDisk;
  /** QEMU 11.1. */
  remaining?: Integer;
  'setup-time'?: Integer;
  'socket-address'?: NetdevStreamConnectedEventAddr[];
  status?: Open<MigrateContinueArgsState>;
  'total-time'?: Integer;
  vfio?: QueryMigrateResultVfio;
  'xbzrle-cache'?: QueryMigrateResultXbzrleCache;
}

/** QEMU 5.2, 7.2. */
export interface QueryMigrateResultCompression {
  busy: Integer;
  'busy-rate': number;
  'compressed-size': Integer;
  'compression-rate': number;
  pages: Integer;
}

export interface QueryMigrateResultDisk {
  'dirty-pages-rate': Integer;
  'dirty-sync-count': Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  'dirty-sync-missed-zero-copy'?: Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  'downtime-bytes'?: Integer;
  duplicate: Integer;
  mbps: number;
  'multifd-bytes': Integer;
  normal: Integer;
  'normal-bytes': Integer;
  'page-size': Integer;
  'pages-per-second': Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  'postcopy-bytes'?: Integer;
  'postcopy-requests': Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  'precopy-bytes'?: Integer;
  remaining: Integer;
  /** QEMU 5.2, 7.2. */
  skipped?: Integer;
  total: Integer;
  transferred: Integer;
}

export interface QueryMigrateResultVfio {
  transferred: Integer;
}

export interface QueryMigrateResultXbzrleCache {
  bytes: Integer;
  'cache-miss': Integer;
  'cache-miss-rate': number;
  'cache-size': Integer;
  'encoding-rate': number;
  overflow: Integer;
  pages: Integer;
}

/** QEMU 10.0. */
export interface QueryMigrationthreadsResultItem {
  name: string;
  'thread-id': Integer;
}

export interface QueryNameResult {
  name?: string;
}

export interface QueryNamedBlockNodesArgs {
  flat?: boolean | undefined;
}

export interface QueryNamedBlockNodesResultItem {
  /** QEMU 10.0, 11.1. */
  active?: boolean;
  backing_file?: string;
  backing_file_depth: Integer;
  bps: Integer;
  bps_max?: Integer;
  bps_max_length?: Integer;
  bps_rd: Integer;
  bps_rd_max?: Integer;
  bps_rd_max_length?: Integer;
  bps_wr: Integer;
  bps_wr_max?: Integer;
  bps_wr_max_length?: Integer;
  cache: QueryNamedBlockNodesResultItemCache;
  /** QEMU 11.1. */
  children?: QueryNamedBlockNodesResultItemChildren[];
  detect_zeroes: Open<BlockdevAddArgsDetectZeroes>;
  'dirty-bitmaps'?: QueryBlockResultItemDirtyBitmaps[];
  drv: string;
  encrypted: boolean;
  /**
   * QEMU 5.2.
   * @deprecated in QEMU 5.2
   */
  encryption_key_missing?: boolean;
  file: string;
  group?: string;
  image: QueryNamedBlockNodesResultItemImage;
  iops: Integer;
  iops_max?: Integer;
  iops_max_length?: Integer;
  iops_rd: Integer;
  iops_rd_max?: Integer;
  iops_rd_max_length?: Integer;
  iops_size?: Integer;
  iops_wr: Integer;
  iops_wr_max?: Integer;
  iops_wr_max_length?: Integer;
  /** Always present in QEMU 11.1. */
  'node-name'?: string;
  ro: boolean;
  write_threshold: Integer;
}

export interface QueryNamedBlockNodesResultItemCache {
  direct: boolean;
  'no-flush': boolean;
  writeback: boolean;
}

/** QEMU 11.1. */
export interface QueryNamedBlockNodesResultItemChildren {
  child: string;
  'node-name': string;
}

export interface QueryNamedBlockNodesResultItemImage {
  'actual-size'?: Integer;
  'backing-filename'?: string;
  'backing-filename-format'?: string;
  'backing-image'?: QueryNamedBlockNodesResultItemImage;
  'cluster-size'?: Integer;
  compressed?: boolean;
  'dirty-flag'?: boolean;
  encrypted?: boolean;
  filename: string;
  format: string;
  'format-specific'?: QueryNamedBlockNodesResultItemImageFormatSpecific;
  'full-backing-filename'?: string;
  /** QEMU 11.1. */
  limits?: QueryNamedBlockNodesResultItemImageLimits;
  snapshots?: BlockdevSnapshotDeleteInternalSyncResult[];
  'virtual-size': Integer;
}

export type QueryNamedBlockNodesResultItemImageFormatSpecific =
  | ({ /** QEMU 10.0, 11.1. */ type: 'file' } & QueryNamedBlockNodesResultItemImageFormatSpecificFile)
  | ({ type: 'luks' } & QueryNamedBlockNodesResultItemImageFormatSpecificLuks)
  | ({ type: 'qcow2' } & QueryNamedBlockNodesResultItemImageFormatSpecificQcow2)
  | ({ /** QEMU 7.2, 10.0, 11.1. */ type: 'rbd' } & QueryNamedBlockNodesResultItemImageFormatSpecificRbd)
  | ({ type: 'vmdk' } & QueryNamedBlockNodesResultItemImageFormatSpecificVmdk);

/** QEMU 10.0, 11.1. */
export interface QueryNamedBlockNodesResultItemImageFormatSpecificFile {
  data: QueryNamedBlockNodesResultItemImageFormatSpecificFileData;
}

/** QEMU 10.0, 11.1. */
export interface QueryNamedBlockNodesResultItemImageFormatSpecificFileData {
  'extent-size-hint'?: Integer;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificLuks {
  data: QueryNamedBlockNodesResultItemImageFormatSpecificLuksData;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificLuksData {
  'cipher-alg': Open<BlockdevCreateArgsOptionsLuksCipherAlg>;
  'cipher-mode': Open<BlockdevCreateArgsOptionsLuksCipherMode>;
  /** QEMU 10.0, 11.1. */
  'detached-header'?: boolean;
  'hash-alg': Open<BlockdevCreateArgsOptionsLuksHashAlg>;
  'ivgen-alg': Open<BlockdevCreateArgsOptionsLuksIvgenAlg>;
  'ivgen-hash-alg'?: Open<BlockdevCreateArgsOptionsLuksHashAlg>;
  'master-key-iters': Integer;
  'payload-offset': Integer;
  slots: QueryNamedBlockNodesResultItemImageFormatSpecificLuksDataSlots[];
  uuid: string;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificLuksDataSlots {
  active: boolean;
  iters?: Integer;
  'key-offset': Integer;
  stripes?: Integer;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificQcow2 {
  data: QueryNamedBlockNodesResultItemImageFormatSpecificQcow2Data;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificQcow2Data {
  bitmaps?: QueryNamedBlockNodesResultItemImageFormatSpecificQcow2DataBitmaps[];
  compat: string;
  'compression-type': Open<BlockdevCreateArgsOptionsQcow2CompressionType>;
  corrupt?: boolean;
  'data-file'?: string;
  'data-file-raw'?: boolean;
  encrypt?: QueryNamedBlockNodesResultItemImageFormatSpecificQcow2DataEncrypt;
  'extended-l2'?: boolean;
  'lazy-refcounts'?: boolean;
  'refcount-bits': Integer;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificQcow2DataBitmaps {
  flags: Open<QueryNamedBlockNodesResultItemImageFormatSpecificQcow2DataBitmapsFlags>[];
  granularity: Integer;
  name: string;
}

export type QueryNamedBlockNodesResultItemImageFormatSpecificQcow2DataBitmapsFlags = 'auto' | 'in-use';

export type QueryNamedBlockNodesResultItemImageFormatSpecificQcow2DataEncrypt =
  | { format: 'aes' }
  | ({ format: 'luks' } & QueryNamedBlockNodesResultItemImageFormatSpecificLuksData);

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryNamedBlockNodesResultItemImageFormatSpecificRbd {
  data: QueryNamedBlockNodesResultItemImageFormatSpecificRbdData;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryNamedBlockNodesResultItemImageFormatSpecificRbdData {
  'encryption-format'?: Open<BlockdevAddArgsRbdEncryptFormat>;
}

/**
 * `file`: QEMU 10.0, 11.1.
 * `rbd`: QEMU 7.2, 10.0, 11.1.
 */
export type QueryNamedBlockNodesResultItemImageFormatSpecificType = 'file' | 'luks' | 'qcow2' | 'rbd' | 'vmdk';

export interface QueryNamedBlockNodesResultItemImageFormatSpecificVmdk {
  data: QueryNamedBlockNodesResultItemImageFormatSpecificVmdkData;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificVmdkData {
  cid: Integer;
  'create-type': string;
  extents: QueryNamedBlockNodesResultItemImageFormatSpecificVmdkDataExtents[];
  'parent-cid': Integer;
}

export interface QueryNamedBlockNodesResultItemImageFormatSpecificVmdkDataExtents {
  /** QEMU 5.2, 7.2. */
  'actual-size'?: Integer;
  /** QEMU 5.2, 7.2. */
  'backing-filename'?: string;
  /** QEMU 5.2, 7.2. */
  'backing-filename-format'?: string;
  /** QEMU 5.2, 7.2. */
  'backing-image'?: QueryNamedBlockNodesResultItemImage;
  'cluster-size'?: Integer;
  compressed?: boolean;
  /** QEMU 5.2, 7.2. */
  'dirty-flag'?: boolean;
  /** QEMU 5.2, 7.2. */
  encrypted?: boolean;
  filename: string;
  format: string;
  /** QEMU 5.2, 7.2. */
  'format-specific'?: QueryNamedBlockNodesResultItemImageFormatSpecific;
  /** QEMU 5.2, 7.2. */
  'full-backing-filename'?: string;
  /** QEMU 5.2, 7.2. */
  snapshots?: BlockdevSnapshotDeleteInternalSyncResult[];
  'virtual-size': Integer;
}

/** QEMU 11.1. */
export interface QueryNamedBlockNodesResultItemImageLimits {
  'discard-alignment'?: Integer;
  'max-discard'?: Integer;
  'max-hw-iov'?: Integer;
  'max-hw-transfer'?: Integer;
  'max-iov': Integer;
  'max-transfer'?: Integer;
  'max-write-zeroes'?: Integer;
  'min-mem-alignment': Integer;
  'opt-mem-alignment': Integer;
  'opt-transfer'?: Integer;
  'request-alignment': Integer;
  'write-zeroes-alignment'?: Integer;
}

export interface QueryPciResultItem {
  bus: Integer;
  devices: QueryPciResultItemDevices[];
}

export interface QueryPciResultItemDevices {
  bus: Integer;
  class_info: QueryPciResultItemDevicesClassInfo;
  function: Integer;
  id: QueryPciResultItemDevicesId;
  irq?: Integer;
  irq_pin: Integer;
  pci_bridge?: QueryPciResultItemDevicesPciBridge;
  qdev_id: string;
  regions: QueryPciResultItemDevicesRegions[];
  slot: Integer;
}

export interface QueryPciResultItemDevicesClassInfo {
  class: Integer;
  desc?: string;
}

export interface QueryPciResultItemDevicesId {
  device: Integer;
  subsystem?: Integer;
  'subsystem-vendor'?: Integer;
  vendor: Integer;
}

export interface QueryPciResultItemDevicesPciBridge {
  bus: QueryPciResultItemDevicesPciBridgeBus;
  devices?: QueryPciResultItemDevices[];
}

export interface QueryPciResultItemDevicesPciBridgeBus {
  io_range: QueryPciResultItemDevicesPciBridgeBusIoRange;
  memory_range: QueryPciResultItemDevicesPciBridgeBusIoRange;
  number: Integer;
  prefetchable_range: QueryPciResultItemDevicesPciBridgeBusIoRange;
  secondary: Integer;
  subordinate: Integer;
}

export interface QueryPciResultItemDevicesPciBridgeBusIoRange {
  base: Integer;
  limit: Integer;
}

export interface QueryPciResultItemDevicesRegions {
  address: Integer;
  bar: Integer;
  mem_type_64?: boolean;
  prefetch?: boolean;
  size: Integer;
  type: string;
}

export interface QueryPrManagersResultItem {
  connected: boolean;
  id: string;
}

export interface QueryQmpSchemaResultItemBase {
  features?: string[];
  name: string;
}

export type QueryQmpSchemaResultItem = QueryQmpSchemaResultItemBase & (
  | ({ 'meta-type': 'alternate' } & QueryQmpSchemaResultItemAlternate)
  | ({ 'meta-type': 'array' } & QueryQmpSchemaResultItemArray)
  | ({ 'meta-type': 'builtin' } & QueryQmpSchemaResultItemBuiltin)
  | ({ 'meta-type': 'command' } & QueryQmpSchemaResultItemCommand)
  | ({ 'meta-type': 'enum' } & QueryQmpSchemaResultItemEnum)
  | ({ 'meta-type': 'event' } & QueryQmpSchemaResultItemEvent)
  | ({ 'meta-type': 'object' } & QueryQmpSchemaResultItemObject)
);

export interface QueryQmpSchemaResultItemAlternate {
  members: QueryQmpSchemaResultItemAlternateMembers[];
}

export interface QueryQmpSchemaResultItemAlternateMembers {
  type: string;
}

export interface QueryQmpSchemaResultItemArray {
  'element-type': string;
}

export interface QueryQmpSchemaResultItemBuiltin {
  'json-type': Open<QueryQmpSchemaResultItemBuiltinJsonType>;
}

export type QueryQmpSchemaResultItemBuiltinJsonType = 'array' | 'boolean' | 'int' | 'null' | 'number' | 'object' | 'string' | 'value';

export interface QueryQmpSchemaResultItemCommand {
  'allow-oob'?: boolean;
  'arg-type': string;
  'ret-type': string;
}

export interface QueryQmpSchemaResultItemEnum {
  /** QEMU 7.2, 10.0, 11.1. */
  members?: QueryQmpSchemaResultItemEnumMembers[];
  /** @deprecated in QEMU 7.2, 10.0, 11.1 */
  values: string[];
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryQmpSchemaResultItemEnumMembers {
  features?: string[];
  name: string;
}

export interface QueryQmpSchemaResultItemEvent {
  'arg-type': string;
}

export type QueryQmpSchemaResultItemMetaType = 'alternate' | 'array' | 'builtin' | 'command' | 'enum' | 'event' | 'object';

export interface QueryQmpSchemaResultItemObject {
  members: QueryQmpSchemaResultItemObjectMembers[];
  tag?: string;
  variants?: QueryQmpSchemaResultItemObjectVariants[];
}

export interface QueryQmpSchemaResultItemObjectMembers {
  default?: unknown;
  features?: string[];
  name: string;
  type: string;
}

export interface QueryQmpSchemaResultItemObjectVariants {
  case: string;
  type: string;
}

export interface QueryReplayResult {
  filename?: string;
  icount: Integer;
  mode: Open<QueryReplayResultMode>;
}

export type QueryReplayResultMode = 'none' | 'play' | 'record';

export interface QueryRockerArgs {
  name: string;
}

export interface QueryRockerOfDpaFlowsArgs {
  name: string;
  'tbl-id'?: Integer | undefined;
}

export interface QueryRockerOfDpaFlowsResultItem {
  action: QueryRockerOfDpaFlowsResultItemAction;
  cookie: Integer;
  hits: Integer;
  key: QueryRockerOfDpaFlowsResultItemKey;
  mask: QueryRockerOfDpaFlowsResultItemMask;
}

export interface QueryRockerOfDpaFlowsResultItemAction {
  'goto-tbl'?: Integer;
  'group-id'?: Integer;
  'new-vlan-id'?: Integer;
  'out-pport'?: Integer;
  'tunnel-lport'?: Integer;
  'vlan-id'?: Integer;
}

export interface QueryRockerOfDpaFlowsResultItemKey {
  'eth-dst'?: string;
  'eth-src'?: string;
  'eth-type'?: Integer;
  'in-pport'?: Integer;
  'ip-dst'?: string;
  'ip-proto'?: Integer;
  'ip-tos'?: Integer;
  priority: Integer;
  'tbl-id': Integer;
  'tunnel-id'?: Integer;
  'vlan-id'?: Integer;
}

export interface QueryRockerOfDpaFlowsResultItemMask {
  'eth-dst'?: string;
  'eth-src'?: string;
  'in-pport'?: Integer;
  'ip-proto'?: Integer;
  'ip-tos'?: Integer;
  'tunnel-id'?: Integer;
  'vlan-id'?: Integer;
}

export interface QueryRockerOfDpaGroupsArgs {
  name: string;
  type?: Integer | undefined;
}

export interface QueryRockerOfDpaGroupsResultItem {
  'group-id'?: Integer;
  'group-ids'?: Integer[];
  id: Integer;
  index?: Integer;
  'out-pport'?: Integer;
  'pop-vlan'?: Integer;
  pport?: Integer;
  'set-eth-dst'?: string;
  'set-eth-src'?: string;
  'set-vlan-id'?: Integer;
  'ttl-check'?: Integer;
  type: Integer;
  'vlan-id'?: Integer;
}

export interface QueryRockerPortsArgs {
  name: string;
}

export interface QueryRockerPortsResultItem {
  autoneg: Open<QueryRockerPortsResultItemAutoneg>;
  duplex: Open<QueryRockerPortsResultItemDuplex>;
  enabled: boolean;
  'link-up': boolean;
  name: string;
  speed: Integer;
}

export type QueryRockerPortsResultItemAutoneg = 'off' | 'on';

export type QueryRockerPortsResultItemDuplex = 'full' | 'half';

export interface QueryRockerResult {
  id: Integer;
  name: string;
  ports: Integer;
}

export interface QueryRxFilterArgs {
  name?: string | undefined;
}

export interface QueryRxFilterResultItem {
  'broadcast-allowed': boolean;
  'main-mac': string;
  multicast: Open<QueryRxFilterResultItemMulticast>;
  'multicast-overflow': boolean;
  'multicast-table': string[];
  name: string;
  promiscuous: boolean;
  unicast: Open<QueryRxFilterResultItemMulticast>;
  'unicast-overflow': boolean;
  'unicast-table': string[];
  vlan: Open<QueryRxFilterResultItemMulticast>;
  'vlan-table': Integer[];
}

export type QueryRxFilterResultItemMulticast = 'all' | 'none' | 'normal';

/** QEMU 11.1. */
export interface QueryS390xCpuPolarizationResult {
  polarization: Open<QueryS390xCpuPolarizationResultPolarization>;
}

/** QEMU 11.1. */
export type QueryS390xCpuPolarizationResultPolarization = 'horizontal' | 'vertical';

/** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySevAttestationReportArgs {
  mnonce: string;
}

/** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySevAttestationReportResult {
  data: string;
}

/** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySevCapabilitiesResult {
  cbitpos: Integer;
  'cert-chain': string;
  /** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
  'cpu0-id'?: string;
  pdh: string;
  'reduced-phys-bits': Integer;
}

/** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySevLaunchMeasureResult {
  data: string;
}

/** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySevResultBase {
  'api-major': Integer;
  'api-minor': Integer;
  'build-id': Integer;
  enabled: boolean;
  /** QEMU 5.2 (x86_64), 7.2 (x86_64). */
  handle?: Integer;
  /** QEMU 5.2 (x86_64), 7.2 (x86_64). */
  policy?: Integer;
  state: Open<QuerySevResultState>;
}

/** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export type QuerySevResult = QuerySevResultBase & (
  | ({ /** QEMU 10.0 (x86_64), 11.1. */ 'sev-type': 'sev' } & QuerySevResultSev)
  | ({ /** QEMU 10.0 (x86_64), 11.1. */ 'sev-type': 'sev-snp' } & QuerySevResultSevSnp)
  | { 'sev-type'?: undefined }
);

/** QEMU 10.0 (x86_64), 11.1. */
export interface QuerySevResultSev {
  handle: Integer;
  policy: Integer;
}

/** QEMU 10.0 (x86_64), 11.1. */
export interface QuerySevResultSevSnp {
  'snp-policy': Integer;
}

/** QEMU 10.0 (x86_64), 11.1. */
export type QuerySevResultSevType = 'sev' | 'sev-snp';

/** QEMU 5.2 (x86_64), 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export type QuerySevResultState =
  | 'launch-secret'
  | 'launch-update'
  | 'receive-update'
  | 'running'
  | 'send-update'
  | 'uninit';

/** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySgxResult {
  flc: boolean;
  /**
   * QEMU 7.2 (x86_64).
   * @deprecated in QEMU 7.2 (x86_64)
   */
  'section-size'?: Integer;
  sections: QuerySgxResultSections[];
  sgx: boolean;
  sgx1: boolean;
  sgx2: boolean;
}

/** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface QuerySgxResultSections {
  node: Integer;
  size: Integer;
}

export interface QuerySpiceResult {
  auth?: string;
  channels?: SpiceInitializedEventClient[];
  'compiled-version'?: string;
  enabled: boolean;
  host?: string;
  migrated: boolean;
  'mouse-mode': Open<QuerySpiceResultMouseMode>;
  port?: Integer;
  'tls-port'?: Integer;
}

export type QuerySpiceResultMouseMode = 'client' | 'server' | 'unknown';

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsArgsBase {
  providers?: readonly QueryStatsArgsProviders[] | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type QueryStatsArgs = QueryStatsArgsBase & (
  | { /** QEMU 10.0, 11.1. */ target: 'cryptodev' }
  | ({ target: 'vcpu' } & QueryStatsArgsVcpu)
  | { target: 'vm' }
);

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsArgsProviders {
  names?: readonly string[] | undefined;
  provider: QueryStatsSchemasArgsProvider;
}

/**
 * QEMU 7.2, 10.0, 11.1.
 * `cryptodev`: QEMU 10.0, 11.1.
 */
export type QueryStatsArgsTarget = 'cryptodev' | 'vcpu' | 'vm';

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsArgsVcpu {
  vcpus?: readonly string[] | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsResultItem {
  provider: Open<QueryStatsSchemasArgsProvider>;
  'qom-path'?: string;
  stats: QueryStatsResultItemStats[];
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsResultItemStats {
  name: string;
  value: Integer | boolean | Integer[];
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsSchemasArgs {
  provider?: QueryStatsSchemasArgsProvider | undefined;
}

/**
 * QEMU 7.2, 10.0, 11.1.
 * `cryptodev`: QEMU 10.0, 11.1.
 */
export type QueryStatsSchemasArgsProvider = 'cryptodev' | 'kvm';

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsSchemasResultItem {
  provider: Open<QueryStatsSchemasArgsProvider>;
  stats: QueryStatsSchemasResultItemStats[];
  target: Open<QueryStatsArgsTarget>;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryStatsSchemasResultItemStats {
  base?: Integer;
  'bucket-size'?: Integer;
  exponent: Integer;
  name: string;
  type: Open<QueryStatsSchemasResultItemStatsType>;
  unit?: Open<QueryStatsSchemasResultItemStatsUnit>;
}

/** QEMU 7.2, 10.0, 11.1. */
export type QueryStatsSchemasResultItemStatsType = 'cumulative' | 'instant' | 'linear-histogram' | 'log2-histogram' | 'peak';

/** QEMU 7.2, 10.0, 11.1. */
export type QueryStatsSchemasResultItemStatsUnit = 'boolean' | 'bytes' | 'cycles' | 'seconds';

export interface QueryStatusResult {
  running: boolean;
  /** QEMU 5.2, 7.2. */
  singlestep?: boolean;
  status: Open<QueryStatusResultStatus>;
}

/** `preconfig`: QEMU 5.2. */
export type QueryStatusResultStatus =
  | 'colo'
  | 'debug'
  | 'finish-migrate'
  | 'guest-panicked'
  | 'inmigrate'
  | 'internal-error'
  | 'io-error'
  | 'paused'
  | 'postmigrate'
  | 'preconfig'
  | 'prelaunch'
  | 'restore-vm'
  | 'running'
  | 'save-vm'
  | 'shutdown'
  | 'suspended'
  | 'watchdog';

export interface QueryTargetResult {
  arch: Open<QueryTargetResultArch>;
}

/**
 * `cris`: QEMU 5.2, 7.2.
 * `hexagon`: QEMU 11.1.
 * `lm32`: QEMU 5.2.
 * `loongarch64`: QEMU 7.2, 10.0, 11.1.
 * `microblazeel`: QEMU 5.2, 7.2, 10.0.
 * `moxie`: QEMU 5.2.
 * `nios2`: QEMU 5.2, 7.2.
 * `unicore32`: QEMU 5.2.
 */
export type QueryTargetResultArch =
  | 'aarch64'
  | 'alpha'
  | 'arm'
  | 'avr'
  | 'cris'
  | 'hexagon'
  | 'hppa'
  | 'i386'
  | 'lm32'
  | 'loongarch64'
  | 'm68k'
  | 'microblaze'
  | 'microblazeel'
  | 'mips'
  | 'mips64'
  | 'mips64el'
  | 'mipsel'
  | 'moxie'
  | 'nios2'
  | 'or1k'
  | 'ppc'
  | 'ppc64'
  | 'riscv32'
  | 'riscv64'
  | 'rx'
  | 's390x'
  | 'sh4'
  | 'sh4eb'
  | 'sparc'
  | 'sparc64'
  | 'tricore'
  | 'unicore32'
  | 'x86_64'
  | 'xtensa'
  | 'xtensaeb';

export type QueryTpmModelsResultItem = 'tpm-crb' | 'tpm-spapr' | 'tpm-tis';

export interface QueryTpmResultItem {
  id: string;
  model: Open<QueryTpmModelsResultItem>;
  options: QueryTpmResultItemOptions;
}

export type QueryTpmResultItemOptions =
  | ({ type: 'emulator' } & QueryTpmResultItemOptionsEmulator)
  | ({ type: 'passthrough' } & QueryTpmResultItemOptionsPassthrough);

export interface QueryTpmResultItemOptionsEmulator {
  data: QueryTpmResultItemOptionsEmulatorData;
}

export interface QueryTpmResultItemOptionsEmulatorData {
  chardev: string;
}

export interface QueryTpmResultItemOptionsPassthrough {
  data: QueryTpmResultItemOptionsPassthroughData;
}

export interface QueryTpmResultItemOptionsPassthroughData {
  'cancel-path'?: string;
  path?: string;
}

export type QueryTpmResultItemOptionsType = 'emulator' | 'passthrough';

export type QueryTpmTypesResultItem = 'emulator' | 'passthrough';

export interface QueryUuidResult {
  UUID: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryVcpuDirtyLimitResultItem {
  'cpu-index': Integer;
  'current-rate': Integer;
  'limit-rate': Integer;
}

export interface QueryVersionResult {
  package: string;
  qemu: QueryVersionResultQemu;
}

export interface QueryVersionResultQemu {
  major: Integer;
  micro: Integer;
  minor: Integer;
}

export interface QueryVmGenerationIdResult {
  guid: string;
}

export interface QueryVncResult {
  auth?: string;
  clients?: VncDisconnectedEventClient[];
  enabled: boolean;
  family?: Open<QueryVncResultFamily>;
  host?: string;
  service?: string;
}

export type QueryVncResultFamily = 'ipv4' | 'ipv6' | 'unix' | 'unknown' | 'vsock';

export interface QueryVncServersResultItem {
  auth: Open<QueryVncServersResultItemAuth>;
  clients: VncDisconnectedEventClient[];
  display?: string;
  id: string;
  server: QueryVncServersResultItemServer[];
  vencrypt?: Open<QueryVncServersResultItemVencrypt>;
}

export type QueryVncServersResultItemAuth = 'none' | 'ra2' | 'ra2ne' | 'sasl' | 'tight' | 'tls' | 'ultra' | 'vencrypt' | 'vnc';

export interface QueryVncServersResultItemServer {
  auth: Open<QueryVncServersResultItemAuth>;
  family: Open<QueryVncResultFamily>;
  host: string;
  service: string;
  vencrypt?: Open<QueryVncServersResultItemVencrypt>;
  websocket: boolean;
}

export type QueryVncServersResultItemVencrypt =
  | 'plain'
  | 'tls-none'
  | 'tls-plain'
  | 'tls-sasl'
  | 'tls-vnc'
  | 'x509-none'
  | 'x509-plain'
  | 'x509-sasl'
  | 'x509-vnc';

export interface QueryXenReplicationStatusResult {
  desc?: string;
  error: boolean;
}

/** QEMU 7.2, 10.0, 11.1. */
export type QueryYankResultItem =
  | ({ type: 'block-node' } & QueryYankResultItemBlockNode)
  | ({ type: 'chardev' } & QueryYankResultItemChardev)
  | { type: 'migration' };

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryYankResultItemBlockNode {
  'node-name': string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface QueryYankResultItemChardev {
  id: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export type QueryYankResultItemType = 'block-node' | 'chardev' | 'migration';

export interface QuorumFailureEvent {
  reference: string;
  'sector-num': Integer;
  'sectors-count': Integer;
}

export interface QuorumReportBadEvent {
  error?: string;
  'node-name': string;
  'sector-num': Integer;
  'sectors-count': Integer;
  type: Open<QuorumReportBadEventType>;
}

export type QuorumReportBadEventType = 'flush' | 'read' | 'write';

/** QEMU 5.2, 7.2. */
export interface RdmaGidStatusChangedEvent {
  'gid-status': boolean;
  'interface-id': Integer;
  netdev: string;
  'subnet-prefix': Integer;
}

export interface RemoveFdArgs {
  fd?: Integer | undefined;
  'fdset-id': Integer;
}

export interface ReplayBreakArgs {
  icount: Integer;
}

export interface ReplaySeekArgs {
  icount: Integer;
}

/** QEMU 10.0, 11.1. */
export interface RequestEbpfArgs {
  id: RequestEbpfArgsId;
}

/** QEMU 10.0, 11.1. */
export type RequestEbpfArgsId = 'rss';

/** QEMU 10.0, 11.1. */
export interface RequestEbpfResult {
  object: string;
}

export interface ResetEvent {
  guest: boolean;
  reason: Open<ResetEventReason>;
}

/** `snapshot-load`: QEMU 7.2, 10.0, 11.1. */
export type ResetEventReason =
  | 'guest-panic'
  | 'guest-reset'
  | 'guest-shutdown'
  | 'host-error'
  | 'host-qmp-quit'
  | 'host-qmp-system-reset'
  | 'host-signal'
  | 'host-ui'
  | 'none'
  | 'snapshot-load'
  | 'subsystem-reset';

export interface RingbufReadArgs {
  device: string;
  format?: RingbufReadArgsFormat | undefined;
  size: Integer;
}

export type RingbufReadArgsFormat = 'base64' | 'utf8';

export interface RingbufWriteArgs {
  data: string;
  device: string;
  format?: RingbufReadArgsFormat | undefined;
}

export interface RtcChangeEvent {
  offset: Integer;
  /** QEMU 7.2, 10.0, 11.1. */
  'qom-path'?: string;
}

export interface ScreendumpArgs {
  device?: string | undefined;
  filename: string;
  /** QEMU 7.2, 10.0, 11.1. */
  format?: ScreendumpArgsFormat | undefined;
  head?: Integer | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type ScreendumpArgsFormat = 'png' | 'ppm';

export interface SendKeyArgs {
  'hold-time'?: Integer | undefined;
  keys: readonly SendKeyArgsKeys[];
}

export type SendKeyArgsKeys =
  | ({ type: 'number' } & SendKeyArgsKeysNumber)
  | ({ type: 'qcode' } & SendKeyArgsKeysQcode);

export interface SendKeyArgsKeysNumber {
  data: Integer;
}

export interface SendKeyArgsKeysQcode {
  data: SendKeyArgsKeysQcodeData;
}

/**
 * `f13`: QEMU 10.0, 11.1.
 * `f14`: QEMU 10.0, 11.1.
 * `f15`: QEMU 10.0, 11.1.
 * `f16`: QEMU 10.0, 11.1.
 * `f17`: QEMU 10.0, 11.1.
 * `f18`: QEMU 10.0, 11.1.
 * `f19`: QEMU 10.0, 11.1.
 * `f20`: QEMU 10.0, 11.1.
 * `f21`: QEMU 10.0, 11.1.
 * `f22`: QEMU 10.0, 11.1.
 * `f23`: QEMU 10.0, 11.1.
 * `f24`: QEMU 10.0, 11.1.
 * `lang1`: QEMU 7.2, 10.0, 11.1.
 * `lang2`: QEMU 7.2, 10.0, 11.1.
 */
export type SendKeyArgsKeysQcodeData =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | 'a'
  | 'ac_back'
  | 'ac_bookmarks'
  | 'ac_forward'
  | 'ac_home'
  | 'ac_refresh'
  | 'again'
  | 'alt'
  | 'alt_r'
  | 'apostrophe'
  | 'asterisk'
  | 'audiomute'
  | 'audionext'
  | 'audioplay'
  | 'audioprev'
  | 'audiostop'
  | 'b'
  | 'backslash'
  | 'backspace'
  | 'bracket_left'
  | 'bracket_right'
  | 'c'
  | 'calculator'
  | 'caps_lock'
  | 'comma'
  | 'compose'
  | 'computer'
  | 'copy'
  | 'ctrl'
  | 'ctrl_r'
  | 'cut'
  | 'd'
  | 'delete'
  | 'dot'
  | 'down'
  | 'e'
  | 'end'
  | 'equal'
  | 'esc'
  | 'f'
  | 'f1'
  | 'f10'
  | 'f11'
  | 'f12'
  | 'f13'
  | 'f14'
  | 'f15'
  | 'f16'
  | 'f17'
  | 'f18'
  | 'f19'
  | 'f2'
  | 'f20'
  | 'f21'
  | 'f22'
  | 'f23'
  | 'f24'
  | 'f3'
  | 'f4'
  | 'f5'
  | 'f6'
  | 'f7'
  | 'f8'
  | 'f9'
  | 'find'
  | 'front'
  | 'g'
  | 'grave_accent'
  | 'h'
  | 'help'
  | 'henkan'
  | 'hiragana'
  | 'home'
  | 'i'
  | 'insert'
  | 'j'
  | 'k'
  | 'katakanahiragana'
  | 'kp_0'
  | 'kp_1'
  | 'kp_2'
  | 'kp_3'
  | 'kp_4'
  | 'kp_5'
  | 'kp_6'
  | 'kp_7'
  | 'kp_8'
  | 'kp_9'
  | 'kp_add'
  | 'kp_comma'
  | 'kp_decimal'
  | 'kp_divide'
  | 'kp_enter'
  | 'kp_equals'
  | 'kp_multiply'
  | 'kp_subtract'
  | 'l'
  | 'lang1'
  | 'lang2'
  | 'left'
  | 'less'
  | 'lf'
  | 'm'
  | 'mail'
  | 'mediaselect'
  | 'menu'
  | 'meta_l'
  | 'meta_r'
  | 'minus'
  | 'muhenkan'
  | 'n'
  | 'num_lock'
  | 'o'
  | 'open'
  | 'p'
  | 'paste'
  | 'pause'
  | 'pgdn'
  | 'pgup'
  | 'power'
  | 'print'
  | 'props'
  | 'q'
  | 'r'
  | 'ret'
  | 'right'
  | 'ro'
  | 's'
  | 'scroll_lock'
  | 'semicolon'
  | 'shift'
  | 'shift_r'
  | 'slash'
  | 'sleep'
  | 'spc'
  | 'stop'
  | 'sysrq'
  | 't'
  | 'tab'
  | 'u'
  | 'undo'
  | 'unmapped'
  | 'up'
  | 'v'
  | 'volumedown'
  | 'volumeup'
  | 'w'
  | 'wake'
  | 'x'
  | 'y'
  | 'yen'
  | 'z';

export type SendKeyArgsKeysType = 'number' | 'qcode';

/** QEMU 7.2, 10.0, 11.1. */
export interface SetActionArgs {
  panic?: SetActionArgsPanic | undefined;
  reboot?: SetActionArgsReboot | undefined;
  shutdown?: SetActionArgsShutdown | undefined;
  watchdog?: SetActionArgsWatchdog | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export type SetActionArgsPanic = 'exit-failure' | 'none' | 'pause' | 'shutdown';

/** QEMU 7.2, 10.0, 11.1. */
export type SetActionArgsReboot = 'reset' | 'shutdown';

/** QEMU 7.2, 10.0, 11.1. */
export type SetActionArgsShutdown = 'pause' | 'poweroff';

export type SetActionArgsWatchdog = 'debug' | 'inject-nmi' | 'none' | 'pause' | 'poweroff' | 'reset' | 'shutdown';

/** QEMU 11.1. */
export interface SetCpuTopologyArgs {
  'book-id'?: Integer | undefined;
  'core-id': Integer;
  dedicated?: boolean | undefined;
  'drawer-id'?: Integer | undefined;
  entitlement?: SetCpuTopologyArgsEntitlement | undefined;
  'socket-id'?: Integer | undefined;
}

/** QEMU 10.0, 11.1. */
export type SetCpuTopologyArgsEntitlement = 'auto' | 'high' | 'low' | 'medium';

export interface SetLinkArgs {
  name: string;
  up: boolean;
}

export type SetNumaNodeArgs =
  | ({ type: 'cpu' } & SetNumaNodeArgsCpu)
  | ({ type: 'dist' } & SetNumaNodeArgsDist)
  | ({ type: 'hmat-cache' } & SetNumaNodeArgsHmatCache)
  | ({ type: 'hmat-lb' } & SetNumaNodeArgsHmatLb)
  | ({ type: 'node' } & SetNumaNodeArgsNode);

export interface SetNumaNodeArgsCpu {
  /** QEMU 10.0, 11.1. */
  'book-id'?: Integer | undefined;
  /** QEMU 7.2, 10.0, 11.1. */
  'cluster-id'?: Integer | undefined;
  'core-id'?: Integer | undefined;
  'die-id'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'drawer-id'?: Integer | undefined;
  /** QEMU 10.0, 11.1. */
  'module-id'?: Integer | undefined;
  'node-id'?: Integer | undefined;
  'socket-id'?: Integer | undefined;
  'thread-id'?: Integer | undefined;
}

export interface SetNumaNodeArgsDist {
  dst: Integer;
  src: Integer;
  val: Integer;
}

export interface SetNumaNodeArgsHmatCache {
  associativity: SetNumaNodeArgsHmatCacheAssociativity;
  level: Integer;
  line: Integer;
  'node-id': Integer;
  policy: SetNumaNodeArgsHmatCachePolicy;
  size: Integer;
}

export type SetNumaNodeArgsHmatCacheAssociativity = 'complex' | 'direct' | 'none';

export type SetNumaNodeArgsHmatCachePolicy = 'none' | 'write-back' | 'write-through';

export interface SetNumaNodeArgsHmatLb {
  bandwidth?: Integer | undefined;
  'data-type': SetNumaNodeArgsHmatLbDataType;
  hierarchy: SetNumaNodeArgsHmatLbHierarchy;
  initiator: Integer;
  latency?: Integer | undefined;
  target: Integer;
}

export type SetNumaNodeArgsHmatLbDataType =
  | 'access-bandwidth'
  | 'access-latency'
  | 'read-bandwidth'
  | 'read-latency'
  | 'write-bandwidth'
  | 'write-latency';

export type SetNumaNodeArgsHmatLbHierarchy = 'first-level' | 'memory' | 'second-level' | 'third-level';

export interface SetNumaNodeArgsNode {
  cpus?: readonly Integer[] | undefined;
  initiator?: Integer | undefined;
  mem?: Integer | undefined;
  memdev?: string | undefined;
  nodeid?: Integer | undefined;
}

export type SetNumaNodeArgsType = 'cpu' | 'dist' | 'hmat-cache' | 'hmat-lb' | 'node';

export interface SetPasswordArgsBase {
  connected?: string | SetPasswordArgsConnected | undefined;
  password: string;
}

export type SetPasswordArgs = SetPasswordArgsBase & (
  | { /** QEMU 7.2, 10.0, 11.1. */ protocol: 'spice' }
  | ({ /** QEMU 7.2, 10.0, 11.1. */ protocol: 'vnc' } & SetPasswordArgsVnc)
);

/** QEMU 7.2, 10.0, 11.1. */
export type SetPasswordArgsConnected = 'disconnect' | 'fail' | 'keep';

/** QEMU 7.2, 10.0, 11.1. */
export interface SetPasswordArgsVnc {
  display?: string | undefined;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface SetVcpuDirtyLimitArgs {
  'cpu-index'?: Integer | undefined;
  'dirty-rate': Integer;
}

/** QEMU 7.2 (x86_64), 10.0 (x86_64), 11.1. */
export interface SevInjectLaunchSecretArgs {
  gpa?: Integer | undefined;
  'packet-header': string;
  secret: string;
}

export interface ShutdownEvent {
  guest: boolean;
  reason: Open<ResetEventReason>;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface SnapshotDeleteArgs {
  devices: readonly string[];
  'job-id': string;
  tag: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface SnapshotLoadArgs {
  devices: readonly string[];
  'job-id': string;
  tag: string;
  vmstate: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface SnapshotSaveArgs {
  devices: readonly string[];
  'job-id': string;
  tag: string;
  vmstate: string;
}

export interface SpiceConnectedEvent {
  client: SpiceConnectedEventClient;
  server: SpiceConnectedEventClient;
}

export interface SpiceConnectedEventClient {
  family: Open<QueryVncResultFamily>;
  host: string;
  port: string;
}

export interface SpiceDisconnectedEvent {
  client: SpiceConnectedEventClient;
  server: SpiceConnectedEventClient;
}

export interface SpiceInitializedEvent {
  client: SpiceInitializedEventClient;
  server: SpiceInitializedEventServer;
}

export interface SpiceInitializedEventClient {
  'channel-id': Integer;
  'channel-type': Integer;
  'connection-id': Integer;
  family: Open<QueryVncResultFamily>;
  host: string;
  port: string;
  tls: boolean;
}

export interface SpiceInitializedEventServer {
  auth?: string;
  family: Open<QueryVncResultFamily>;
  host: string;
  port: string;
}

export interface TraceEventGetStateArgs {
  name: string;
  /** QEMU 5.2, 7.2. */
  vcpu?: Integer | undefined;
}

export interface TraceEventGetStateResultItem {
  name: string;
  state: Open<TraceEventGetStateResultItemState>;
  /** QEMU 5.2, 7.2. */
  vcpu?: boolean;
}

export type TraceEventGetStateResultItemState = 'disabled' | 'enabled' | 'unavailable';

export interface TraceEventSetStateArgs {
  enable: boolean;
  'ignore-unavailable'?: boolean | undefined;
  name: string;
  /** QEMU 5.2, 7.2. */
  vcpu?: Integer | undefined;
}

export interface TransactionArgs {
  actions: readonly TransactionArgsActions[];
  properties?: TransactionArgsProperties | undefined;
}

export type TransactionArgsActions =
  | ({ type: 'abort' } & TransactionArgsActionsAbort)
  | ({ type: 'block-dirty-bitmap-add' } & TransactionArgsActionsBlockDirtyBitmapAdd)
  | ({ type: 'block-dirty-bitmap-clear' | 'block-dirty-bitmap-disable' | 'block-dirty-bitmap-enable' | 'block-dirty-bitmap-remove' } & TransactionArgsActionsBlockDirtyBitmapClear)
  | ({ type: 'block-dirty-bitmap-merge' } & TransactionArgsActionsBlockDirtyBitmapMerge)
  | ({ type: 'blockdev-backup' } & TransactionArgsActionsBlockdevBackup)
  | ({ type: 'blockdev-snapshot' } & TransactionArgsActionsBlockdevSnapshot)
  | ({ type: 'blockdev-snapshot-internal-sync' } & TransactionArgsActionsBlockdevSnapshotInternalSync)
  | ({ type: 'blockdev-snapshot-sync' } & TransactionArgsActionsBlockdevSnapshotSync)
  | ({ type: 'drive-backup' } & TransactionArgsActionsDriveBackup);

export interface TransactionArgsActionsAbort {
  data: Empty;
}

export interface TransactionArgsActionsBlockDirtyBitmapAdd {
  data: BlockDirtyBitmapAddArgs;
}

export interface TransactionArgsActionsBlockDirtyBitmapClear {
  data: BlockDirtyBitmapClearArgs;
}

export interface TransactionArgsActionsBlockDirtyBitmapMerge {
  data: BlockDirtyBitmapMergeArgs;
}

export interface TransactionArgsActionsBlockdevBackup {
  data: BlockdevBackupArgs;
}

export interface TransactionArgsActionsBlockdevSnapshot {
  data: BlockdevSnapshotArgs;
}

export interface TransactionArgsActionsBlockdevSnapshotInternalSync {
  data: BlockdevSnapshotInternalSyncArgs;
}

export interface TransactionArgsActionsBlockdevSnapshotSync {
  data: BlockdevSnapshotSyncArgs;
}

export interface TransactionArgsActionsDriveBackup {
  data: DriveBackupArgs;
}

/** `drive-backup`: deprecated in QEMU 7.2, 10.0, 11.1 */
export type TransactionArgsActionsType =
  | 'abort'
  | 'block-dirty-bitmap-add'
  | 'block-dirty-bitmap-clear'
  | 'block-dirty-bitmap-disable'
  | 'block-dirty-bitmap-enable'
  | 'block-dirty-bitmap-merge'
  | 'block-dirty-bitmap-remove'
  | 'blockdev-backup'
  | 'blockdev-snapshot'
  | 'blockdev-snapshot-internal-sync'
  | 'blockdev-snapshot-sync'
  | 'drive-backup';

export interface TransactionArgsProperties {
  'completion-mode'?: TransactionArgsPropertiesCompletionMode | undefined;
}

export type TransactionArgsPropertiesCompletionMode = 'grouped' | 'individual';

export interface UnplugPrimaryEvent {
  'device-id': string;
}

/** QEMU 10.0, 11.1. */
export interface VfioMigrationEvent {
  'device-id': string;
  'device-state': Open<VfioMigrationEventDeviceState>;
  'qom-path': string;
}

/**
 * QEMU 10.0, 11.1.
 * `pre-copy-p2p-prepare`: QEMU 11.1.
 */
export type VfioMigrationEventDeviceState =
  | 'pre-copy'
  | 'pre-copy-p2p'
  | 'pre-copy-p2p-prepare'
  | 'resuming'
  | 'running'
  | 'running-p2p'
  | 'stop'
  | 'stop-copy';

/** QEMU 7.2, 10.0, 11.1. */
export interface VfuClientHangupEvent {
  'dev-id': string;
  'dev-qom-path': string;
  'vfu-id': string;
  'vfu-qom-path': string;
}

export interface VncConnectedEvent {
  client: VncConnectedEventClient;
  server: VncConnectedEventServer;
}

export interface VncConnectedEventClient {
  family: Open<QueryVncResultFamily>;
  host: string;
  service: string;
  websocket: boolean;
}

export interface VncConnectedEventServer {
  auth?: string;
  family: Open<QueryVncResultFamily>;
  host: string;
  service: string;
  websocket: boolean;
}

export interface VncDisconnectedEvent {
  client: VncDisconnectedEventClient;
  server: VncConnectedEventServer;
}

export interface VncDisconnectedEventClient {
  family: Open<QueryVncResultFamily>;
  host: string;
  sasl_username?: string;
  service: string;
  websocket: boolean;
  x509_dname?: string;
}

export interface VncInitializedEvent {
  client: VncDisconnectedEventClient;
  server: VncConnectedEventServer;
}

export interface VserportChangeEvent {
  id: string;
  open: boolean;
}

export interface WatchdogEvent {
  action: Open<SetActionArgsWatchdog>;
}

export interface WatchdogSetActionArgs {
  action: SetActionArgsWatchdog;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XAccelStatsResult {
  'human-readable-text': string;
}

export interface XBlockdevAmendArgs {
  force?: boolean | undefined;
  'job-id': string;
  'node-name': string;
  options: XBlockdevAmendArgsOptions;
}

export type XBlockdevAmendArgsOptions =
  | { driver: 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress' | 'copy-on-read' | 'dmg' | 'file' | 'ftp' | 'ftps' | 'host_cdrom' | 'host_device' | 'http' | 'https' | 'iscsi' | 'nbd' | 'nfs' | 'null-aio' | 'null-co' | 'nvme' | 'parallels' | 'qcow' | 'qed' | 'quorum' | 'raw' | 'rbd' | 'replication' | 'ssh' | 'throttle' | 'vdi' | 'vhdx' | 'vmdk' | 'vpc' | 'vvfat' }
  | { /** QEMU 7.2, 10.0, 11.1. */ driver: 'copy-before-write' | 'preallocate' | 'snapshot-access' }
  | { /** QEMU 5.2, 7.2, 10.0. */ driver: 'gluster' }
  | { /** QEMU 10.0, 11.1. */ driver: 'io_uring' | 'nvme-io_uring' | 'virtio-blk-vfio-pci' | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' }
  | ({ driver: 'luks' } & XBlockdevAmendArgsOptionsLuks)
  | ({ driver: 'qcow2' } & XBlockdevAmendArgsOptionsQcow2)
  | { /** QEMU 5.2. */ driver: 'sheepdog' };

export interface XBlockdevAmendArgsOptionsLuks {
  'iter-time'?: Integer | undefined;
  keyslot?: Integer | undefined;
  'new-secret'?: string | undefined;
  'old-secret'?: string | undefined;
  secret?: string | undefined;
  state: XBlockdevAmendArgsOptionsLuksState;
}

export type XBlockdevAmendArgsOptionsLuksState = 'active' | 'inactive';

export interface XBlockdevAmendArgsOptionsQcow2 {
  encrypt?: XBlockdevAmendArgsOptionsQcow2Encrypt | undefined;
}

export type XBlockdevAmendArgsOptionsQcow2Encrypt =
  | ({ format: 'luks' } & XBlockdevAmendArgsOptionsQcow2EncryptLuks)
  | { format: 'qcow' };

export interface XBlockdevAmendArgsOptionsQcow2EncryptLuks {
  'iter-time'?: Integer | undefined;
  keyslot?: Integer | undefined;
  'new-secret'?: string | undefined;
  'old-secret'?: string | undefined;
  secret?: string | undefined;
  state: XBlockdevAmendArgsOptionsLuksState;
}

export interface XBlockdevChangeArgs {
  child?: string | undefined;
  node?: string | undefined;
  parent: string;
}

export interface XBlockdevSetIothreadArgs {
  force?: boolean | undefined;
  iothread: string | null;
  'node-name': string;
}

export interface XDebugBlockDirtyBitmapSha256Result {
  sha256: string;
}

export interface XDebugQueryBlockGraphResult {
  edges: XDebugQueryBlockGraphResultEdges[];
  nodes: XDebugQueryBlockGraphResultNodes[];
}

export interface XDebugQueryBlockGraphResultEdges {
  child: Integer;
  name: string;
  parent: Integer;
  perm: Open<BlockdevAddArgsBlkdebugTakeChildPerms>[];
  'shared-perm': Open<BlockdevAddArgsBlkdebugTakeChildPerms>[];
}

export interface XDebugQueryBlockGraphResultNodes {
  id: Integer;
  name: string;
  type: Open<XDebugQueryBlockGraphResultNodesType>;
}

export type XDebugQueryBlockGraphResultNodesType = 'block-backend' | 'block-driver' | 'block-job';

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueElementArgs {
  index?: Integer | undefined;
  path: string;
  queue: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueElementResult {
  avail: XQueryVirtioQueueElementResultAvail;
  descs: XQueryVirtioQueueElementResultDescs[];
  index: Integer;
  name: string;
  used: XQueryVirtioQueueElementResultUsed;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueElementResultAvail {
  flags: Integer;
  idx: Integer;
  ring: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueElementResultDescs {
  addr: Integer;
  flags: string[];
  len: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueElementResultUsed {
  flags: Integer;
  idx: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueStatusArgs {
  path: string;
  queue: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioQueueStatusResult {
  inuse: Integer;
  'last-avail-idx'?: Integer;
  name: string;
  'queue-index': Integer;
  'shadow-avail-idx'?: Integer;
  'signalled-used': Integer;
  'signalled-used-valid': boolean;
  'used-idx': Integer;
  'vring-align': Integer;
  'vring-avail': Integer;
  'vring-desc': Integer;
  'vring-num': Integer;
  'vring-num-default': Integer;
  'vring-used': Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioResultItem {
  name: string;
  path: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioStatusArgs {
  path: string;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioStatusResult {
  'backend-features': XQueryVirtioStatusResultBackendFeatures;
  broken: boolean;
  'bus-name': string;
  'device-endian': string;
  'device-id': Integer;
  'disable-legacy-check': boolean;
  disabled: boolean;
  'guest-features': XQueryVirtioStatusResultBackendFeatures;
  'host-features': XQueryVirtioStatusResultBackendFeatures;
  isr: Integer;
  name: string;
  'num-vqs': Integer;
  'queue-sel': Integer;
  'start-on-kick': boolean;
  started: boolean;
  status: XQueryVirtioStatusResultStatus;
  'use-guest-notifier-mask': boolean;
  'use-started': boolean;
  'vhost-dev'?: XQueryVirtioStatusResultVhostDev;
  'vhost-started': boolean;
  'vm-running': boolean;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioStatusResultBackendFeatures {
  'dev-features'?: string[];
  transports: string[];
  'unknown-dev-features'?: Integer;
  /** QEMU 11.1. */
  'unknown-dev-features2'?: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioStatusResultStatus {
  statuses: string[];
  'unknown-statuses'?: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioStatusResultVhostDev {
  'acked-features': XQueryVirtioStatusResultBackendFeatures;
  'backend-cap': Integer;
  /** QEMU 7.2, 10.0. */
  'backend-features'?: XQueryVirtioStatusResultBackendFeatures;
  features: XQueryVirtioStatusResultBackendFeatures;
  'log-enabled': boolean;
  'log-size': Integer;
  'max-queues': Integer;
  'n-mem-sections': Integer;
  'n-tmp-sections': Integer;
  nvqs: Integer;
  'protocol-features': XQueryVirtioStatusResultVhostDevProtocolFeatures;
  'vq-index': Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioStatusResultVhostDevProtocolFeatures {
  protocols: string[];
  'unknown-protocols'?: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioVhostQueueStatusArgs {
  path: string;
  queue: Integer;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface XQueryVirtioVhostQueueStatusResult {
  /** QEMU 7.2, 10.0. */
  avail?: Integer;
  'avail-phys': Integer;
  'avail-size': Integer;
  call: Integer;
  /** QEMU 7.2, 10.0. */
  desc?: Integer;
  'desc-phys': Integer;
  'desc-size': Integer;
  kick: Integer;
  name: string;
  num: Integer;
  /** QEMU 7.2, 10.0. */
  used?: Integer;
  'used-phys': Integer;
  'used-size': Integer;
}

/** QEMU 10.0 (x86_64), 11.1. */
export interface XenEventInjectArgs {
  port: Integer;
}

/** QEMU 10.0 (x86_64), 11.1. */
export interface XenEventListResultItem {
  masked: boolean;
  pending: boolean;
  port: Integer;
  'remote-domain': string;
  target: Integer;
  type: Open<XenEventListResultItemType>;
  vcpu: Integer;
}

/** QEMU 10.0 (x86_64), 11.1. */
export type XenEventListResultItemType = 'closed' | 'interdomain' | 'ipi' | 'pirq' | 'unbound' | 'virq';

export interface XenLoadDevicesStateArgs {
  filename: string;
}

export interface XenSaveDevicesStateArgs {
  filename: string;
  live?: boolean | undefined;
}

export interface XenSetGlobalDirtyLogArgs {
  enable: boolean;
}

export interface XenSetReplicationArgs {
  enable: boolean;
  failover?: boolean | undefined;
  primary: boolean;
}

/** QEMU 7.2, 10.0, 11.1. */
export interface YankArgs {
  instances: readonly YankArgsInstances[];
}

/** QEMU 7.2, 10.0, 11.1. */
export type YankArgsInstances =
  | ({ type: 'block-node' } & QueryYankResultItemBlockNode)
  | ({ type: 'chardev' } & QueryYankResultItemChardev)
  | { type: 'migration' };
