import type { Step, Walk } from '../model/index.js';

/** Every one of these steps, also those in the middle of others, but for what must be refused: nothing comes of it. */
export function stepsOf(steps: readonly Step[]): Step[] {
  const withMiddle = (step: Step): Step[] =>
    step.refused === true ? [] : [step, ...(step.meanwhile ?? []).flatMap(withMiddle)];
  return steps.flatMap(withMiddle);
}

/** For a fault that some operation has to give its occasion. */
export function needsOneOf(...operations: readonly string[]): (walk: Walk) => string | undefined {
  return (walk) => {
    // The first step boots: what goes wrong before there is a guest is no business of a witness.
    const found = stepsOf(walk.steps).some(
      ({ operation }, index) => index > 0 && operations.includes(operation.name),
    );
    return found ? undefined : `it has no step ${operations.join(' or ')}`;
  };
}
