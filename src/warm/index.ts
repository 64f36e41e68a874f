/** Saved states of machines that have booted, to start from in place of booting. */
export type { SavedState } from './saved-state.js';
export type { StateStoreOptions } from './state-store.js';
export { WarmStarts, type StateMaker, type StateSource } from './warm-starts.js';
