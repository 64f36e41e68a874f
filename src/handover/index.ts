export { writeReproducer, type FoundBug, type Reproducer } from './write-reproducer.js';
export { openWalk, replayCell, type OpenedWalk } from './replay.js';
export { describeReplay, judgeReplay } from './replay-verdict.js';
