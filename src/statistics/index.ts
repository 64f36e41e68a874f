/** What repeated runs say, and how sure that is. Pure: numbers in, numbers out. */
export { fisherExact, type Proportion } from './fisher.js';
export { holm } from './holm.js';
export { newcombe, wilson, type Interval } from './intervals.js';
export { pairedRatio, type Ratio } from './paired-ratio.js';
export { differenceSequence, evidenceOfDifference, type PairOfRuns } from './sequential.js';
