import type { OperationModel, VmModel } from '../model/index.js';
import type { Vm } from '../vm/index.js';

/** An operation that can be done to a real VM. */
export interface Operation<Parameters = unknown> extends OperationModel<Parameters> {
  /**
   * Does it, and returns when its own effect is complete; that the VM then agrees with the model, the witnesses
   * check. `signal` ends every wait.
   *
   * @param before - what the VM looks like before it
   * @throws FindingError when the VM cannot do what the model allows
   */
  perform(vm: Vm, parameters: Parameters, signal: AbortSignal, before: VmModel): Promise<void>;
}
