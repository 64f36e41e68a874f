import { noEvents, type VmModel } from '../model/index.js';
import type { VainMigration } from '../support/finding.js';
import type { Vm } from '../vm/index.js';
import type { Witness } from '../witnesses/index.js';
import { checkAgainstModel } from './check.js';
import { findingFromError, findingFromMismatch, type Diagnosis } from './diagnosis.js';

/**
 * Whether a VM goes on where it was, when the destination of its migration did not take it in: every witness is asked, as
 * after a step that changes nothing.
 *
 * @returns the finding with what became of the source, and what is wrong with it besides
 * @throws whatever is not the VM's fault; the signal's reason when it aborts
 */
export async function withSourceAfterAll(
  vm: Vm,
  finding: Diagnosis,
  witnesses: readonly Witness[],
  model: VmModel,
  signal: AbortSignal,
): Promise<Diagnosis[]> {
  const { migration } = finding;
  if (migration?.stuck) return [finding, ofStuckSource(migration.stuck)];
  if (migration?.source !== 'must go on') return [finding];
  const operation = 'a migration in vain';
  const wrong = await whatIsWrong(vm, operation, witnesses, model, signal);
  const source = wrong.length === 0 ? 'went on' : 'did not go on';
  const told = `${finding.message}; the source ${source === 'went on' ? 'goes on' : 'does not go on'}`;
  return [{ ...finding, message: told, migration: { ...migration, source } }, ...wrong];
}

/** A finding of its own: who knows the refusal does not know this, and nobody could ask the witnesses of such a source. */
function ofStuckSource({ kind, signature, seen = '' }: NonNullable<VainMigration['stuck']>): Diagnosis {
  return {
    ...{ kind, signature, seen },
    message: `after a migration in vain, the source does not go on: ${seen}`,
    expected: 'the source goes on',
  };
}

async function whatIsWrong(
  vm: Vm,
  operation: string,
  witnesses: readonly Witness[],
  model: VmModel,
  signal: AbortSignal,
): Promise<Diagnosis[]> {
  const expectation = { model, events: noEvents, since: vm.journal.position, stream: undefined };
  const patience = { settleMs: vm.settleMs, atOnce: true };
  const either = AbortSignal.any([signal, vm.trouble.signal]);
  try {
    const { mismatches, settledAfterMs } = await checkAgainstModel(witnesses, expectation, patience, either);
    return mismatches.map((mismatch) => findingFromMismatch(vm, operation, mismatch, settledAfterMs));
  } catch (error) {
    signal.throwIfAborted();
    return [await findingFromError(vm, operation, error)];
  }
}
