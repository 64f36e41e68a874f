export { stepAsWritten } from './as-written.js';
export { expandScenario } from './expand.js';
export { loadScenario, parseScenario } from './load.js';
export { cellName } from './matrix.js';
export { ScenarioError } from './mistakes.js';
export type { Scenario, ScenarioWalk } from './scenario.js';
export { withTransports } from './with-transports.js';
export { resolveScenarios, shippedScenarios, themeOf } from './shipped.js';
export { writeScenario, type WrittenScenario } from './write-scenario.js';
