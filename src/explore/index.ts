export {
  exploreExitStatus,
  type ExploreEvent,
  type ExploreSummary,
  type KeptFinding,
  type WalkResult,
} from './events.js';
export { startExploration, type ExploreOptions, type StartedExploration } from './start-exploration.js';
