import { bothEvents, noEvents, type ExpectedEvents } from './expected-events.js';
import type { Equipment, Need } from './needs.js';
import type { OperationModel, Refusal } from './operation-model.js';
import { isComingUp, notLaunched, type MachineShape, type VmModel } from './vm-model.js';

/** One operation with its parameters. */
export interface Step<Operation extends OperationModel = OperationModel> {
  readonly operation: Operation;
  /** As `operation.parameters(shape)` gave them. */
  readonly parameters: unknown;
  /** Whether QEMU or the guest's kernel must say no to it, and nothing may change. */
  readonly refused?: boolean;
  /** What is done in the middle of it, in order. */
  readonly meanwhile?: readonly Step<Operation>[];
}

/** A list of operations on a VM of a certain shape. */
export interface Walk<Operation extends OperationModel = OperationModel> {
  readonly shape: MachineShape;
  readonly steps: readonly Step<Operation>[];
}

/** The first step of a walk that its model refuses. */
export interface RefusedStep {
  /** Index in `steps`. */
  readonly index: number;
  readonly refusal: Refusal;
}

/** Walks the model alone, without a VM: the first step that may not be done, if there is one. */
export function firstRefusal(walk: Walk): RefusedStep | undefined {
  let model: VmModel = notLaunched(walk.shape);
  for (const [index, step] of walk.steps.entries()) {
    const refusal = refusalOfStep(model, step);
    if (refusal) return { index, refusal };
    model = modelAfter(model, step);
  }
  return undefined;
}

/** Why a step may not be taken, or nothing when it may. One that must be refused may be taken when it will be. */
export function refusalOfStep(model: VmModel, step: Step): Refusal | undefined {
  const { operation, parameters, refused = false, meanwhile = [] } = step;
  const refusal = operation.refusal(model, parameters);
  if (refused) return refusal?.because === 'refused' ? undefined : (refusal ?? nothingRefuses);
  if (refusal?.because === 'refused')
    return { because: 'mistake', reason: `${refusal.reason}; ${howToRefuse}` };
  if (refusal) return refusal;
  const whyNot = meanwhile.length > 0 ? whyNoMiddle(step) : undefined;
  if (whyNot !== undefined) return { because: 'mistake', reason: whyNot };
  return refusalInTheMiddle(modelInTheMiddle(model, step), meanwhile);
}

const howToRefuse = 'a step that checks the refusal is written as refused: { … }';
const neverUp: Refusal = { because: 'mistake', reason: 'meanwhile it is paused, and would never come up' };
const maybeKept: Refusal = {
  because: 'mistake',
  reason: 'meanwhile it is paused again, and it is chance whether the guest has let go of the vCPU by then',
};
const nothingRefuses: Refusal = { because: 'mistake', reason: 'it would be done: nothing refuses it' };

function whyNoMiddle({ operation, parameters }: Step): string | undefined {
  if (operation.hasMiddle !== true) return `nothing can be done in the middle of ${operation.name}`;
  return operation.whyNoMiddle?.(parameters);
}

function refusalInTheMiddle(middle: VmModel, meanwhile: readonly Step[]): Refusal | undefined {
  let model = middle;
  let letsGo = middle.during === 'unplug' && middle.runstate === 'running';
  for (const step of meanwhile) {
    const refusal = refusalOfStep(model, step);
    if (refusal) return { ...refusal, reason: `meanwhile ${describeStep(step)}: ${refusal.reason}` };
    const after = modelAfter(model, step);
    letsGo ||= after.runstate === 'running' && model.vcpus.some(({ unplug }) => unplug === 'asked');
    model = after;
  }
  if (model.runstate === 'running') return undefined;
  if (isComingUp(middle)) return neverUp;
  return letsGo ? maybeKept : undefined;
}

/** What the VM must look like after a step that may be taken. */
export function modelAfter(model: VmModel, step: Step): VmModel {
  if (step.refused === true) return model;
  const after = (step.meanwhile ?? []).reduce(modelAfter, modelInTheMiddle(model, step));
  return { ...after, during: model.during };
}

/** What the VM looks like where the steps in the middle of one are taken: as if the outer one were done. */
export function modelInTheMiddle(model: VmModel, { operation, parameters }: Step): VmModel {
  return { ...operation.expected(model, parameters), during: operation.name };
}

/** The events that QEMU must emit during a step, with all that is done in the middle of it. */
export function eventsOfStep(model: VmModel, step: Step): ExpectedEvents {
  if (step.refused === true) return step.operation.eventsOfRefusal?.(model, step.parameters) ?? noEvents;
  let events = step.operation.events(model, step.parameters);
  let middle = modelInTheMiddle(model, step);
  for (const inner of step.meanwhile ?? []) {
    events = bothEvents(events, eventsOfStep(middle, inner));
    middle = modelAfter(middle, inner);
  }
  return events;
}

/** For people: `migrate via unix, and meanwhile offline vCPU 2`. */
export function describeStep({ operation, parameters, refused, meanwhile = [] }: Step): string {
  const text = operation.describe(parameters);
  if (refused === true) return `${text}, which must be refused`;
  return [text, ...meanwhile.map((step) => `meanwhile ${describeStep(step)}`)].join(', ');
}

/** Everything that a walk needs of its QEMU. */
export function needsOf(walk: Walk): ReadonlySet<Need> {
  return new Set(
    allSteps(walk.steps).flatMap(({ operation, parameters }) => operation.needs?.(parameters) ?? []),
  );
}

/** Everything that a walk's machine must have. */
export function equipmentOf(walk: Walk): ReadonlySet<Equipment> {
  return new Set(
    allSteps(walk.steps).flatMap(({ operation, parameters }) => operation.equipment?.(parameters) ?? []),
  );
}

/** The steps, of a walk or as a file has them, and after each those in the middle of it. */
export function allSteps<Any extends { readonly meanwhile?: readonly Any[] }>(steps: readonly Any[]): Any[] {
  return steps.flatMap((step) => [step, ...allSteps(step.meanwhile ?? [])]);
}
