import { allSteps, type Walk } from '../model/index.js';
import type { Accelerator } from '../qemu/index.js';

/** Why a walk means nothing with an accelerator; nothing when it does. */
export function unfitForAccelerator(
  accelerator: Accelerator,
  { steps }: Pick<Walk, 'steps'>,
): string | undefined {
  const isForAnotherCpu = allSteps(steps).some(
    ({ parameters }) =>
      typeof parameters === 'object' &&
      parameters !== null &&
      'because' in parameters &&
      parameters.because === 'other-cpu-model',
  );
  return accelerator === 'kvm' && isForAnotherCpu
    ? "under KVM a vCPU is of the host's own model, and no destination can have another"
    : undefined;
}
