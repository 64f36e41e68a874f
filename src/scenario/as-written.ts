import type { StepTemplate } from './scenario.js';

/** A step in the notation that it was read from, as plain values. */
export function stepAsWritten({ operation, value, refused, meanwhile }: StepTemplate): unknown {
  const bare = value === undefined && !meanwhile;
  const step = bare
    ? operation.name
    : {
        [operation.name]: value ?? null,
        ...(meanwhile && { while: meanwhile.map(stepAsWritten) }),
      };
  return refused === true ? { refused: step } : step;
}
