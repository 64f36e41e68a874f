/** Findings that are known already: the file of them, and which they are. */
export {
  appliesTo,
  explain,
  knowledgeOf,
  resembling,
  type CellOfFinding,
  type Knowledge,
  type KnownFinding,
} from './known-finding.js';
export { loadKnownFindings, shippedKnownFindings } from './load.js';
