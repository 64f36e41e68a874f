export { mergeRuns, type MergedRun } from './merge-runs.js';
export { missingCells } from './missing-cells.js';
export { planDifferences } from './plan-differences.js';
export { readRun, recordedTimes, type RecordedRun } from './recorded-run.js';
export { holderOf, holdRun } from './run-lock.js';
