export type { Cell } from './cell.js';
export { estimateMs } from './estimate.js';
export type { CellDescription, DescribedHost, RunEvent } from './events.js';
export { exitStatus, type CellResult, type Counts, type Finding, type Outcome } from './outcome.js';
export type { WantedChoice } from './only-chosen.js';
export { planRun, type RunPlan } from './plan-run.js';
export type { RunRequest, Scope } from './run-request.js';
export { cellsOfShard, type Shard } from './shard.js';
export { startRun, type Run, type RunOptions, type RunSummary } from './start-run.js';
