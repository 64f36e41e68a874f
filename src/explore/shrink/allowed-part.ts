import { modelAfter, modelInTheMiddle, notLaunched, refusalOfStep, type VmModel } from '../../model/index.js';
import type { ExploredStep, ExploredWalk } from '../explored.js';

/** What is left of a walk without the steps that may not be taken any more, since others before them are gone. */
export function allowedPart({ shape, steps }: ExploredWalk): ExploredWalk {
  return { shape, steps: allowedSteps(notLaunched(shape), steps) };
}

function allowedSteps(start: VmModel, steps: readonly ExploredStep[]): ExploredStep[] {
  const kept: ExploredStep[] = [];
  let model = start;
  for (const step of steps) {
    const part = allowedStep(model, step);
    if (!part) continue;
    kept.push(part);
    model = modelAfter(model, part);
  }
  return kept;
}

function allowedStep(model: VmModel, step: ExploredStep): ExploredStep | undefined {
  const { meanwhile, ...alone } = step;
  if (refusalOfStep(model, alone)) return undefined;
  if (!meanwhile) return alone;
  const inner = allowedSteps(modelInTheMiddle(model, alone), meanwhile);
  const whole = inner.length > 0 ? { ...alone, meanwhile: inner } : alone;
  return refusalOfStep(model, whole) ? alone : whole;
}
