import type { Arch, OperationModel, Walk } from '../model/index.js';

/** A value that a scenario's `with:` offers for a parameter. */
export type Choice = string | number;

/** The machine that a scenario asks for. */
export interface ScenarioMachine {
  readonly vcpus: number;
  /** Slots, for machines that vCPUs can be plugged into. */
  readonly maxVcpus?: number;
  /** Guest memory in MiB. */
  readonly ramMib: number;
  /** When the scenario makes sense on one architecture only. */
  readonly arch?: Arch;
}

/** One line of `steps:`, with its `$parameters` still open. */
export interface StepTemplate<Operation extends OperationModel = OperationModel> {
  readonly operation: Operation;
  /** What stands behind the operation's name; `undefined` when nothing does. */
  readonly value: unknown;
  /** Whether it must be refused. */
  readonly refused?: boolean;
  /** What is done in the middle of it. */
  readonly meanwhile?: readonly StepTemplate<Operation>[];
}

/** A walk that somebody wrote down, checked: every cell of it can be walked on the model. */
export interface Scenario<Operation extends OperationModel = OperationModel> {
  /** The file's name without folder and ending. */
  readonly name: string;
  readonly file: string;
  /** The behaviour that holds when it passes, in a sentence. */
  readonly proves: string;
  /** Where that is said: a patch, a bug, a specification. */
  readonly because?: string;
  readonly machine: ScenarioMachine;
  /** The values of each parameter; every combination is a cell. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  readonly steps: readonly StepTemplate<Operation>[];
  /** The faults that must not pass unseen when they are planted (see src/faults). */
  readonly catches: readonly string[];
}

/** A scenario with every choice made. */
export interface ScenarioWalk<Operation extends OperationModel = OperationModel> {
  /** `scenario[vcpu=1,transport=file]`, or the scenario's name alone when there is nothing to choose. */
  readonly name: string;
  readonly scenario: string;
  readonly choices: Readonly<Record<string, Choice>>;
  readonly walk: Walk<Operation>;
  /** Why this architecture cannot walk it, though another can. */
  readonly skip?: string;
}
