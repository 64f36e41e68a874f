/**
 * vmwright as a library: drive a VM in a test of your own, checked after every step, or use its parts by themselves.
 * The QMP client alone is `vmwright/qmp`.
 */
export { VmUnderTest, type VmOptions } from './runner/vm-under-test.js';
export {
  exitStatus,
  planRun,
  startRun,
  type Cell,
  type CellResult,
  type Finding,
  type Run,
  type RunEvent,
  type RunOptions,
  type RunPlan,
  type RunRequest,
} from './runner/index.js';
export { bisect, readHistory, type BisectOptions, type BisectResult, type History } from './bisect/index.js';
export { mergeRuns, readRun, type MergedRun, type RecordedRun } from './records/index.js';
export { loadKnownFindings, shippedKnownFindings, type KnownFinding } from './known/index.js';
export {
  localHost,
  openHost,
  SshHost,
  type Host,
  type HostFacts,
  type SshCredentials,
} from './host/index.js';
export { launch, type MachineSpec, type RunningMachine, type StoppedMachine } from './machine/index.js';
export { GuestSession } from './guest/index.js';
export { buildImage, findImage, type GuestImage } from './image/index.js';
export { kvmFaults, labFor, withKvmFault, type LabInUse, type LabOptions } from './lab/index.js';
export { installQemus } from './qemu/index.js';
export {
  compareMemory,
  compareStreams,
  editStream,
  readPowerStates,
  readStream,
  StreamFormatError,
  StreamNotSupportedError,
  vcpuPowerStates,
  type DeviceState,
  type Field,
  type FieldValue,
  type MigrationStream,
  type PowerState,
  type ReadStreamOptions,
  type StreamDifference,
  type StreamEdit,
} from './migration/index.js';
export { operations, type Operation } from './operations/index.js';
export { QmpClient } from './qmp/index.js';
export { DeadlineError, EnvironmentError, UsageError, VmwrightError } from './support/errors.js';
export { FindingError, type FindingDetails, type FindingKind } from './support/finding.js';
