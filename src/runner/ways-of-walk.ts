import { allSteps, type Walk } from '../model/index.js';

/** What of a step's parameters says how its VM travels. */
export interface Way {
  readonly via?: string;
  readonly postcopy?: string;
  readonly cpr?: string;
}

/** One for each step, also those in the middle of others; empty for what does not migrate. */
export function waysOf({ steps }: Pick<Walk, 'steps'>): Way[] {
  return allSteps(steps).map(({ parameters }) =>
    typeof parameters === 'object' && parameters !== null ? parameters : {},
  );
}

/** Whether vmwright opens something for a QEMU and hands it over, along with a message of the monitor's own socket. */
export function handsOverDescriptor(walk: Pick<Walk, 'steps'>): boolean {
  return waysOf(walk).some(({ via }) => via === 'fd' || via === 'fdset');
}
