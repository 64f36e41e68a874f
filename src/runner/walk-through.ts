import { describeStep, type Walk } from '../model/index.js';
import type { Planted } from '../faults/index.js';
import type { Operation } from '../operations/index.js';
import type { Vm, VmStart } from '../vm/index.js';
import { CheckedVm } from './checked-vm.js';
import type { Finding } from './outcome.js';

/**
 * Told as the walk goes on. `ms`: how long the step took, with its check; `settledAfterMs`: how long of that the facts took
 * to come true, if they were not at once.
 */
export interface WalkProgress {
  stepStarted(step: number): void;
  stepFinished(step: number, ms: number, settledAfterMs?: number): void;
  /** The cell's fault was done. */
  faultPlanted?(planted: Planted): void;
  /** How the VM came up the first time: before its first step is told as finished, or found wrong. */
  vmStarted?(start: VmStart): void;
}

/** Of a walk that is taken besides. */
export const nobodyIsTold: WalkProgress = { stepStarted: () => undefined, stepFinished: () => undefined };

/**
 * Takes every step of a walk, until one comes out wrong.
 *
 * @param pace - returns when a step may begin; at once, where there is none
 * @returns what is wrong with the VM, at the first step where something is; nothing when all of it holds
 * @throws whatever is not the VM's fault; the signal's reason when it aborts
 */
export async function walkThrough(
  vm: Vm,
  walk: Walk<Operation>,
  progress: WalkProgress,
  signal: AbortSignal,
  pace?: (step: number, signal: AbortSignal) => Promise<void>,
): Promise<Finding[]> {
  const checked = new CheckedVm(vm, walk.shape);
  for (const [index, step] of walk.steps.entries()) {
    await pace?.(index, signal);
    const started = performance.now();
    progress.stepStarted(index);
    const wasStarted = vm.start !== undefined;
    const findings = await checked.take(step, signal);
    if (!wasStarted && vm.start) progress.vmStarted?.(vm.start);
    if (findings.length > 0) {
      const stepText = describeStep(step);
      return findings.map((finding) => ({ ...finding, step: index, stepText }));
    }
    progress.stepFinished(index, performance.now() - started, checked.settledAfterMs);
  }
  return [];
}
