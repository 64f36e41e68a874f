import { refusalOfStep, type Choice, type Need, type VmModel } from '../model/index.js';
import type { Operation } from '../operations/index.js';
import type { ExploredStep } from './explored.js';
import { onceFor } from './once-for.js';

/** The steps of one kind that can be taken now: an operation's, or its refusals. */
export interface StepsOfKind {
  /** `migrate`, `refused migrate`. */
  readonly kind: string;
  /** How often this kind is taken, compared with others. */
  readonly weight: number;
  /** The first of them, which stands for all. */
  readonly typical: ExploredStep;
  /** All of them. Worked out only when they are asked for, since there are a thousand ways to migrate. */
  steps(): WeightedStep[];
}

export interface WeightedStep {
  readonly step: ExploredStep;
  readonly weight: number;
}

/** A refusal shows what it does to a VM soon; what is done shows more. */
const refusedWeight = 0.15;

/** What can be tried: some operations, and of these what a QEMU offers. */
export class PossibleSteps {
  readonly #operations: readonly Operation[];
  readonly #missing: ReadonlySet<Need>;
  readonly #fits: (step: ExploredStep) => boolean;
  /** Of the many ways to migrate, which are always the same objects. */
  readonly #needs = new WeakMap<object, readonly Need[]>();

  /**
   * @param missing - what this QEMU does not offer
   * @param fits - what can be done where it runs
   */
  constructor(
    operations: Iterable<Operation>,
    missing: ReadonlySet<Need> = new Set(),
    fits: (step: ExploredStep) => boolean = () => true,
  ) {
    this.#operations = [...operations];
    this.#missing = missing;
    this.#fits = fits;
  }

  /** Every step that the model allows, or knows to be refused. */
  at(model: VmModel): StepsOfKind[] {
    return this.#operations.flatMap((operation) => this.#of(operation, model));
  }

  #of(operation: Operation, model: VmModel): StepsOfKind[] {
    const choices = operation.choices(model);
    const weight = operation.weight?.(model) ?? 1;
    const kinds = [
      { kind: operation.name, weight, refused: false },
      { kind: `refused ${operation.name}`, weight: weight * refusedWeight, refused: true },
    ];
    return kinds.flatMap(({ refused, ...kind }) => {
      const possible = () => this.#possible(model, operation, choices, refused);
      const first = possible().next();
      return first.done === true
        ? []
        : [{ ...kind, typical: first.value.step, steps: () => [...possible()] }];
    });
  }

  *#possible(
    model: VmModel,
    operation: Operation,
    choices: readonly Choice[],
    refused: boolean,
  ): Generator<WeightedStep, undefined> {
    for (const { parameters, weight = 1 } of choices) {
      const step = { operation, parameters, ...(refused && { refused }) };
      if (this.#offers(operation, parameters) && this.#fits(step) && refusalOfStep(model, step) === undefined)
        yield { step, weight };
    }
  }

  #offers(operation: Operation, parameters: unknown): boolean {
    return this.#needsOf(operation, parameters).every((need) => !this.#missing.has(need));
  }

  #needsOf(operation: Operation, parameters: unknown): readonly Need[] {
    const needs = () => operation.needs?.(parameters) ?? [];
    return typeof parameters === 'object' && parameters !== null
      ? onceFor(this.#needs, parameters, needs)
      : needs();
  }
}
