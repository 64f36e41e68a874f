import { describeStep, modelInTheMiddle, modelAfter, type Step, type VmModel } from '../model/index.js';
import type { Operation } from '../operations/index.js';
import { QmpRefusedError } from '../qmp/index.js';
import { FindingError, type FindingKind } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/**
 * Does what a step says: the operation, what is done in the middle of it, or an attempt that must be refused.
 *
 * @param before - what the VM looks like before it
 * @throws FindingError `not-refused` when something was done that must be refused; what the operation throws
 */
export async function performStep(
  vm: Vm,
  step: Step<Operation>,
  before: VmModel,
  signal: AbortSignal,
): Promise<void> {
  const { operation, parameters, refused, meanwhile = [] } = step;
  let wasInTheMiddle = false as boolean;
  const performing = operation.perform(vm, parameters, {
    signal,
    before,
    hasMeanwhile: meanwhile.length > 0,
    meanwhile: async () => {
      wasInTheMiddle = true;
      let model = modelInTheMiddle(before, step);
      for (const inner of meanwhile) {
        await performStep(vm, inner, model, signal);
        model = modelAfter(model, inner);
      }
    },
  });
  if (refused === true) {
    await mustBeRefused(performing, describeStep({ operation, parameters }));
    return;
  }
  await performing;
  if (meanwhile.length > 0 && !wasInTheMiddle)
    throw new Error(`${operation.name} skipped what is done meanwhile`);
}

const refusals: ReadonlySet<FindingKind> = new Set([
  'guest-refused',
  'migration-failed',
  'migration-refused',
  'snapshot-failed',
]);

async function mustBeRefused(attempt: Promise<void>, what: string): Promise<void> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof QmpRefusedError) return;
    if (error instanceof FindingError && refusals.has(error.finding.kind)) return;
    throw error;
  }
  throw new FindingError(`nothing refused to ${what}`, {
    kind: 'not-refused',
    signature: `not-refused ${what.replaceAll(/\d+/g, 'N')}`,
    expected: 'a refusal',
    seen: 'it was done',
  });
}
