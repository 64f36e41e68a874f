import { isDeepStrictEqual } from 'node:util';
import {
  modelAfter,
  modelInTheMiddle,
  notLaunched,
  type MachineShape,
  type VmModel,
} from '../../model/index.js';
import { stepCount, type ExploredStep, type ExploredWalk } from '../explored.js';
import { allowedPart } from './allowed-part.js';

/** How many other ways to do a step are tried at a time. */
const most = 4;

/** Walks with as many steps, one of them simpler: fewer options, or a way that comes earlier among the operation's choices. */
export function* simplerSteps(walk: ExploredWalk): Generator<ExploredWalk> {
  const { shape, steps } = walk;
  for (const other of variants(notLaunched(shape), steps)) {
    const part = allowedPart({ shape, steps: other });
    if (stepCount(part.steps) === stepCount(steps)) yield part;
  }
}

function* variants(start: VmModel, steps: readonly ExploredStep[]): Generator<readonly ExploredStep[]> {
  let model = start;
  for (const [index, step] of steps.entries()) {
    for (const parameters of simplerParameters(model, step)) yield steps.with(index, { ...step, parameters });
    const { meanwhile } = step;
    if (meanwhile)
      for (const other of variants(modelInTheMiddle(model, step), meanwhile))
        yield steps.with(index, { ...step, meanwhile: other });
    model = modelAfter(model, step);
  }
}

function simplerParameters(model: VmModel, { operation, parameters }: ExploredStep): unknown[] {
  const choices = operation.choices(model).map((choice) => choice.parameters);
  const place = choices.findIndex((choice) => isDeepStrictEqual(choice, parameters));
  const earlier = (place < 0 ? choices : choices.slice(0, place)).filter(
    (choice) => size(choice) <= size(parameters) && !isDeepStrictEqual(choice, parameters),
  );
  // The simplest of all, and the simplest that is nearly the same.
  const near = earlier.filter((choice) => differences(choice, parameters) === 1);
  const chosen = new Set([...withoutOneOption(model.shape, operation, parameters), ...near, ...earlier]);
  return [...chosen].slice(0, most);
}

function withoutOneOption(
  shape: MachineShape,
  operation: ExploredStep['operation'],
  parameters: unknown,
): unknown[] {
  if (!isFields(parameters)) return [];
  const schema = operation.parameters(shape);
  return Object.keys(parameters).flatMap((name) => {
    const fewer = Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name));
    const read = schema.safeParse(fewer);
    return read.success && !isDeepStrictEqual(read.data, parameters) ? [read.data] : [];
  });
}

function size(parameters: unknown): number {
  if (Array.isArray(parameters)) return parameters.length;
  return isFields(parameters) ? Object.keys(parameters).length : 0;
}

/** In how many fields two differ; of what has no fields, 1. */
function differences(one: unknown, other: unknown): number {
  if (!isFields(one) || !isFields(other)) return 1;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => !isDeepStrictEqual(one[name], other[name])).length;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
