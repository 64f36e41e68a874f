export { ConsoleReporter } from './console-reporter.js';
export { JsonReporter, type RunDocument } from './json-reporter.js';
export { replay } from './replay.js';
export { attachReporters, type Reporter } from './reporter.js';
export { ExploreReporter } from './explore/explore-reporter.js';
export { ExploreJsonReporter } from './explore/json.js';
export { harmless } from './text.js';
