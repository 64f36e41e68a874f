import { describeStep } from '../model/index.js';
import { kindOf, type ExploredStep } from './explored.js';
import { onceFor } from './once-for.js';

/** How often what was tried: pairs of operations, one after the other or one in the middle of the other, and their ways. */
export class Coverage {
  readonly #pairs = new Map<string, number>();
  readonly #ways = new Map<string, number>();

  /** How many different pairs of operations there were. */
  get pairs(): number {
    return this.#pairs.size;
  }

  /** How often a kind of step was taken after another one, or in the middle of it. */
  timesOfPair(pair: Pair): number {
    return this.#pairs.get(textOf(pair)) ?? 0;
  }

  /** How often a step was taken in this way, on whichever vCPU. */
  timesOfWay(step: ExploredStep): number {
    return this.#ways.get(wayOf(step)) ?? 0;
  }

  /** @param before - the step before it; nothing for the first one */
  add(step: ExploredStep, before: ExploredStep | undefined): void {
    if (before) this.#addPair({ first: kindOf(before), second: kindOf(step), inside: false });
    countUp(this.#ways, wayOf(step));
    let previous: ExploredStep | undefined;
    for (const inner of step.meanwhile ?? []) {
      this.#addPair({ first: kindOf(step), second: kindOf(inner), inside: true });
      this.add(inner, previous);
      previous = inner;
    }
  }

  #addPair(pair: Pair): void {
    countUp(this.#pairs, textOf(pair));
  }
}

/** Two kinds of steps. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  /** Whether the second is taken in the middle of the first. */
  readonly inside: boolean;
}

function textOf({ first, second, inside }: Pair): string {
  return `${first} ${inside ? '>' : '→'} ${second}`;
}

/** One object of parameters belongs to one operation. */
const described = new WeakMap<object, string>();

function wayOf({ operation, parameters, refused }: ExploredStep): string {
  const describe = () => describeStep({ operation, parameters }).replaceAll(/\bvCPUs? [\d, and]+/g, 'vCPU N');
  const isObject = typeof parameters === 'object' && parameters !== null;
  const way = isObject ? onceFor(described, parameters, describe) : describe();
  return refused === true ? `refused ${way}` : way;
}

function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
