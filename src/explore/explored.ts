import { allSteps, type Step, type Walk } from '../model/index.js';
import type { Operation } from '../operations/index.js';

export type ExploredStep = Step<Operation>;
export type ExploredWalk = Walk<Operation>;

/** What kind of step it is, for what was tried and what was not: `migrate`, `refused migrate`. */
export function kindOf({ operation, refused }: ExploredStep): string {
  return refused === true ? `refused ${operation.name}` : operation.name;
}

/** How many steps a walk has, with those in the middle of others. */
export function stepCount(steps: readonly ExploredStep[]): number {
  return allSteps(steps).length;
}
