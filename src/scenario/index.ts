export { expandScenario } from './expand.js';
export { loadScenario, parseScenario } from './load.js';
export { ScenarioError, type Mistake, type Place } from './mistakes.js';
export type { Choice, Scenario, ScenarioMachine, ScenarioWalk, StepTemplate } from './scenario.js';
export { resolveScenario, shippedScenarios } from './shipped.js';
