/** The same cells on two QEMUs or kernels: what broke, what was fixed, and how sure that is. */
export { leastRuns, type Judging, type WayOfFailing } from './chances.js';
export { compare, type Comparison, type CompareOptions, type Side } from './compare.js';
export type { CellVerdict, JudgedCell } from './judge.js';
export type { CellRecord, PairRecord, SideResult } from './record.js';
export { chanceToFind, usualRounds, type FixedRounds, type Rounds } from './rounds.js';
export { describeCells, mailParagraph, type Compared } from './text.js';
