/** Findings that are known already: the file of them, and which they are. */
export { appliesTo, explain, type CellOfFinding, type KnownFinding } from './known-finding.js';
export { loadKnownFindings, shippedKnownFindings } from './load.js';
