import type { AxisValues } from './axis-values.js';

/** One point of a matrix: with what all cells of a run are run once. What is left out is as the run's request has it. */
export interface Variant extends AxisValues {
  /** What tells it from the others, for people and for names: `{ from: '5.2', to: '7.2' }`. Short words, fit for a folder's name. */
  readonly coordinates: Readonly<Record<string, string>>;
}
