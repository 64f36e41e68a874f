export { ConsoleReporter, type ConsoleReporterOptions } from './console-reporter.js';
export { JsonReporter, type CellDocument, type RunDocument } from './json-reporter.js';
export { attachReporters, type Reporter } from './reporter.js';
export type { OutputStream } from './paint.js';
