import fc from 'fast-check';
import {
  modelAfter,
  modelInTheMiddle,
  notLaunched,
  refusalOfStep,
  type MachineShape,
  type VmModel,
} from '../model/index.js';
import type { Coverage } from './coverage.js';
import { kindOf, type ExploredStep, type ExploredWalk } from './explored.js';
import { effectOf, inclination, type Effect } from './inclination.js';
import type { PossibleSteps, StepsOfKind, WeightedStep } from './possible-steps.js';

/** What all walks of an exploration have in common. */
export interface WalkSpace {
  readonly possible: PossibleSteps;
  /** The machines that there can be; the same one several times is as much more often taken. */
  readonly shapes: readonly MachineShape[];
  /** Steps of a walk, with its boot. */
  readonly steps: { readonly min: number; readonly max: number };
}

/** How often something is done in the middle of a step that has one. */
const middles = 0.3;
/** A pair of operations, or a way to do one, that was never taken, is so many times as likely as one that was once. */
const novelty = 4;
const fractions = 2 ** 30;

/**
 * Random walks. fast-check draws its own commands before the model is known, and passes over those that may not be run then;
 * here nearly all would be. So each step is drawn from what the model allows after the one before.
 */
export class WalkArbitrary extends fc.Arbitrary<ExploredWalk> {
  /** @param covered - what was tried so far; left as it is */
  constructor(
    readonly space: WalkSpace,
    readonly covered: Coverage,
  ) {
    super();
  }

  generate(random: fc.Random): fc.Value<ExploredWalk> {
    const { shapes, steps } = this.space;
    const shape = shapes[random.nextInt(0, shapes.length - 1)];
    if (!shape) throw new Error('an exploration without any machine');
    const length = random.nextInt(steps.min, steps.max);
    const walk = { shape, steps: new Draw(random, this.space, this.covered).steps(shape, length) };
    return new fc.Value(walk, undefined);
  }

  canShrinkWithoutContext(value: unknown): value is ExploredWalk {
    return value === undefined && false;
  }

  /** What is found is shrunk on real VMs: see `shrink/`. */
  shrink(): fc.Stream<fc.Value<ExploredWalk>> {
    return fc.Stream.nil();
  }
}

/** One walk on its way. */
class Draw {
  constructor(
    readonly random: fc.Random,
    readonly space: WalkSpace,
    readonly covered: Coverage,
  ) {}

  steps(shape: MachineShape, length: number): ExploredStep[] {
    return this.#sequence(notLaunched(shape), length, undefined);
  }

  /** @param outer - the step in whose middle they are taken */
  #sequence(start: VmModel, length: number, outer: string | undefined): ExploredStep[] {
    const steps: ExploredStep[] = [];
    let model = start;
    let last: Effect | undefined;
    while (steps.length < length) {
      const step = this.#step(model, last, outer);
      if (!step) break;
      steps.push(step);
      last = effectOf(model, step);
      model = modelAfter(model, step);
    }
    return steps;
  }

  #step(model: VmModel, last: Effect | undefined, outer: string | undefined): ExploredStep | undefined {
    const kinds = this.space.possible.at(model);
    if (kinds.length === 0) return undefined;
    const kind = this.#pick(kinds, (one) => this.#weightOfKind(model, one, last, outer));
    const { step } = this.#pick(kind.steps(), (one) => this.#weightOfStep(model, one, last));
    return outer === undefined && this.#fraction() < middles ? this.#withMiddle(model, step) : step;
  }

  #weightOfKind(
    model: VmModel,
    { kind, weight, typical }: StepsOfKind,
    last: Effect | undefined,
    outer: string | undefined,
  ): number {
    const before = outer ?? (last && kindOf(last.step));
    const pair =
      before === undefined ? undefined : { first: before, second: kind, inside: outer !== undefined };
    const times = pair ? this.covered.timesOfPair(pair) : 0;
    const inclined = inclination(last, effectOf(model, typical));
    return weight * inclined * rarity(times);
  }

  #weightOfStep(model: VmModel, { step, weight }: WeightedStep, last: Effect | undefined): number {
    // Which vCPU it is, is all that makes one way likelier than another.
    const inclined = step.operation.renumbered ? inclination(last, effectOf(model, step)) : 1;
    return weight * inclined * rarity(this.covered.timesOfWay(step));
  }

  #withMiddle(model: VmModel, step: ExploredStep): ExploredStep {
    const { operation, parameters, refused } = step;
    if (operation.hasMiddle !== true || refused === true) return step;
    if (operation.whyNoMiddle?.(parameters) !== undefined) return step;
    const middle = modelInTheMiddle(model, step);
    // What arrives paused still runs while it is under way, and the model of its middle does not say so.
    if (model.runstate !== 'none' && middle.runstate !== model.runstate) return step;
    const meanwhile = this.#sequence(middle, this.random.nextInt(1, 2), operation.name);
    const whole = { ...step, meanwhile };
    return meanwhile.length > 0 && refusalOfStep(model, whole) === undefined ? whole : step;
  }

  /** From 0 to just below 1. */
  #fraction(): number {
    return this.random.nextInt(0, fractions - 1) / fractions;
  }

  #pick<T>(list: readonly T[], weightOf: (one: T) => number): T {
    const weights = list.map(weightOf);
    let left = this.#fraction() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex((weight) => (left -= weight) < 0);
    const picked = list.at(index);
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }
}

/** Of what was taken often, some is still taken. */
function rarity(times: number): number {
  return Math.max(0.25, novelty / (novelty * times + 1));
}
