import type { OperationModel, Refusal } from './operation-model.js';
import { notLaunched, type MachineShape, type VmModel } from './vm-model.js';

/** One operation with its parameters. */
export interface Step<Operation extends OperationModel = OperationModel> {
  readonly operation: Operation;
  /** As `operation.parameters(shape)` gave them. */
  readonly parameters: unknown;
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
  for (const [index, { operation, parameters }] of walk.steps.entries()) {
    const refusal = operation.refusal(model, parameters);
    if (refusal) return { index, refusal };
    model = operation.expected(model, parameters);
  }
  return undefined;
}
