/** What repeated runs say, and how sure that is. Pure: numbers in, numbers out. */
export { attainableByFisher, fisherExact, type Proportion } from './fisher.js';
export { newcombe, wilson, type Interval } from './intervals.js';
export { pairedRatio, type Ratio } from './paired-ratio.js';
export { chanceToShow, leastRunsToShow, runsToSee, runsToShow } from './power.js';
export { endlessShare, harmonicShare, rankedChances, type OngoingTest } from './ranked.js';
export { differenceSequence, evidenceOfDifference, firstBet, type PairOfRuns } from './sequential.js';
export { stepDown, type DiscreteTest } from './step-down.js';
