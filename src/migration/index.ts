/** How a VM gets from one QEMU into the next, and what the stream between them holds. */
export { migrationFailure, type MigrationEnds, type MigrationSide } from './ends.js';
export { tellComplaint } from './complaint.js';
export { letGo } from './let-go.js';
export { MigrationProgress, type MigrationStatus } from './progress.js';
export { acrossHostsRoute, type FileEnd } from './routes/across-hosts.js';
export { descriptorRoute } from './routes/descriptor.js';
export { descriptorSetRoute } from './routes/descriptor-set.js';
export { execFileRoute } from './routes/exec-file.js';
export { fileOffsetRoute } from './routes/file-offset.js';
export { fileUriRoute } from './routes/file-uri.js';
export { pipeRoute } from './routes/pipe.js';
export type { Route, StreamInFile } from './routes/route.js';
export { tcpRoute, unixRoute } from './routes/socket.js';
export { transferRoute } from './routes/transfer.js';
export { certificates, equipWithCredentials, sharedKey, type Credentials } from './tls/credentials.js';
export { recordMigration, type MigrationRecord } from './record.js';
export { isInOrder } from './status-order.js';
export { vainEnd } from './vain-end.js';
export { saveToFile } from './save-to-file.js';
export { attachSnapshotDisk } from './snapshot-disk.js';
export { deleteSnapshot, formsOfStream, loadSnapshot, saveSnapshot } from './snapshots.js';
export {
  setUpMigration,
  crawlBytesPerSecond,
  unlimitedBytesPerSecond,
  type Capability,
  type MigrationParameters,
  type MigrationSetUp,
} from './set-up.js';
export {
  abridgedStream,
  compareMemory,
  compareStreams,
  editStream,
  GuestMemory,
  isWholeWithDevices,
  readPowerStates,
  readStream,
  streamEndBytes,
  StreamFormatError,
  StreamNotSupportedError,
  systemRegisterFields,
  systemRegisters,
  vcpuPowerStates,
  type DeviceState,
  type Field,
  type FieldValue,
  type LeafValue,
  type MigrationStream,
  type PowerState,
  type RamBlock,
  type ReadStreamOptions,
  type SentPages,
  type StreamDamage,
  type StreamDifference,
  type StreamEdit,
  type SystemRegister,
} from './stream/index.js';
