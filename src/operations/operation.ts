import type { OperationModel, VmModel } from '../model/index.js';
import type { Vm } from '../vm/index.js';

/** What an operation is told besides its parameters. */
export interface StepContext {
  /** Ends every wait. */
  readonly signal: AbortSignal;
  /** What the VM looks like before the step. */
  readonly before: VmModel;
  /**
   * Takes the steps of `while:`. An operation with a middle calls it once, when it has begun and cannot end by itself; there
   * may be none.
   */
  readonly meanwhile: () => Promise<void>;
  /** Whether there are any: an operation that must be held up for them need not be otherwise. */
  readonly hasMeanwhile: boolean;
}

/** An operation that can be done to a real VM. */
export interface Operation<Parameters = unknown> extends OperationModel<Parameters> {
  /**
   * Does it, and returns when its own effect is complete; that the VM then agrees with the model, the witnesses check.
   *
   * @throws FindingError when the VM cannot do what the model allows
   */
  perform(vm: Vm, parameters: Parameters, context: StepContext): Promise<void>;
}
