export type { Cell } from './cell.js';
export type { CellDescription, RunEvent } from './events.js';
export { exitStatus, type CellResult, type Counts, type Finding, type Outcome } from './outcome.js';
export { planRun, type RunRequest } from './plan-run.js';
export { startRun, type Run, type RunOptions, type RunSummary } from './start-run.js';
