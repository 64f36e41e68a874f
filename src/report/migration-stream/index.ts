export { differenceLines } from './differences.js';
export { differencesJson, streamJson } from './stream-json.js';
export { streamTree } from './stream-tree.js';
