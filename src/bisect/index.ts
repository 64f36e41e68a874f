export { bisect, bisectionName, type BisectOptions } from './bisect.js';
export { readHistory, type History, type HistoryRequest } from './history.js';
export { percent } from './judge.js';
export type { BisectResult, TriedCommit } from './result.js';
