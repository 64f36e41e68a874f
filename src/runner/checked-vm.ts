import {
  eventsOfStep,
  isComingUp,
  modelAfter,
  modelInTheMiddle,
  notLaunched,
  type MachineShape,
  type Step,
  type VmModel,
} from '../model/index.js';
import type { Operation } from '../operations/index.js';
import type { Vm } from '../vm/index.js';
import { witnessesOf, workOfThreads, type Witness } from '../witnesses/index.js';
import { checkAgainstModel } from './check.js';
import { askQemuAboutHungGuest } from './hung-guest.js';
import { findingFromError, findingFromMismatch, type Diagnosis } from './diagnosis.js';
import { performStep } from './perform-step.js';
import { withSourceAfterAll } from './source-after-all.js';

/** A VM with its model beside it: after every step, every witness is asked whether the two agree. */
export class CheckedVm {
  readonly #witnesses: readonly Witness[];
  #model: VmModel;
  #settledAfterMs: number | undefined;

  constructor(
    readonly vm: Vm,
    shape: MachineShape,
  ) {
    this.#model = notLaunched(shape);
    this.#witnesses = witnessesOf(vm);
  }

  /** What the VM must look like now. */
  get model(): VmModel {
    return this.#model;
  }

  /** Milliseconds that the facts took to come true after the last step; nothing when they were at once. */
  get settledAfterMs(): number | undefined {
    return this.#settledAfterMs;
  }

  /**
   * Does one operation, which the model must allow, and checks what came of it. Once something was found, the model says
   * nothing of the VM any more: take no further step.
   *
   * @returns what is wrong with the VM; nothing when all of it holds
   * @throws whatever is not the VM's fault; the signal's reason when it aborts
   */
  async take(step: Step<Operation>, signal: AbortSignal): Promise<Diagnosis[]> {
    const { vm } = this;
    const { operation } = step;
    const events = eventsOfStep(this.#model, step);
    const model = modelAfter(this.#model, step);
    const since = vm.journal.position;
    const streamBefore = vm.streams.at(-1);
    const either = AbortSignal.any([signal, vm.trouble.signal]);
    vm.resetExpected = events.RESET > 0;
    vm.bootsExpected = model.boots;
    vm.runstateExpected = model.runstate;
    try {
      await performStep(vm, step, this.#model, either);
      // What was saved in the middle of a boot is not what comes of it.
      const isWhole = !isComingUp(modelInTheMiddle(this.#model, step));
      const stream = vm.streams.at(-1) !== streamBefore && isWhole ? vm.streams.at(-1) : undefined;
      const expectation = { model, events, since, stream };
      const atOnce = operation.atOnce === true && (step.meanwhile ?? []).length === 0;
      const patience = { settleMs: vm.settleMs, atOnce };
      const verdict = await checkAgainstModel(this.#witnesses, expectation, patience, either);
      const { mismatches, settledAfterMs } = verdict;
      this.#model = model;
      this.#settledAfterMs = settledAfterMs;
      return mismatches.map((mismatch) => findingFromMismatch(vm, operation.name, mismatch, settledAfterMs));
    } catch (error) {
      signal.throwIfAborted();
      const finding = await findingFromError(vm, operation.name, error);
      if (finding.migration)
        return await withSourceAfterAll(vm, finding, this.#witnesses, this.#model, signal);
      if (finding.kind !== 'guest-hang') return [finding];
      const hang = {
        ...finding,
        evidence: [...(await workOfThreads(vm, signal)), ...(finding.evidence ?? [])],
      };
      // While a guest boots, its vCPUs come up one by one: then their power states tell nothing.
      const explain = model.boots === this.#model.boots;
      return explain ? [...(await askQemuAboutHungGuest(vm, operation.name, model)), hang] : [hang];
    } finally {
      vm.resetExpected = false;
      vm.canary = undefined;
    }
  }
}
