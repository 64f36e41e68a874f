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
  readonly steps: readonly WeightedStep[];
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
  /** Of the many ways to migrate, which are always the same objects. */
  readonly #needs = new WeakMap<object, readonly Need[]>();

  /** @param missing - what this QEMU does not offer */
  constructor(operations: Iterable<Operation>, missing: ReadonlySet<Need> = new Set()) {
    this.#operations = [...operations];
    this.#missing = missing;
  }

  /** Every step that the model allows, or knows to be refused. */
  at(model: VmModel): StepsOfKind[] {
    return this.#operations.flatMap((operation) => this.#of(operation, model));
  }

  #of(operation: Operation, model: VmModel): StepsOfKind[] {
    const offered = operation.choices(model).filter(({ parameters }) => this.#offers(operation, parameters));
    const weight = operation.weight?.(model) ?? 1;
    const isRefused = (refused: boolean) => (choice: Choice) => stepOf(model, operation, choice, refused);
    return [
      { kind: operation.name, weight, steps: offered.flatMap(isRefused(false)) },
      {
        kind: `refused ${operation.name}`,
        weight: weight * refusedWeight,
        steps: offered.flatMap(isRefused(true)),
      },
    ].filter(({ steps }) => steps.length > 0);
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

function stepOf(
  model: VmModel,
  operation: Operation,
  { parameters, weight = 1 }: Choice,
  refused: boolean,
): WeightedStep[] {
  const step = { operation, parameters, ...(refused && { refused }) };
  return refusalOfStep(model, step) === undefined ? [{ step, weight }] : [];
}
