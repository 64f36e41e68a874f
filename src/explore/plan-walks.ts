import fc from 'fast-check';
import type { MachineShape } from '../model/index.js';
import { Coverage } from './coverage.js';
import type { ExploredWalk } from './explored.js';
import { WalkArbitrary, type WalkSpace } from './walk-arbitrary.js';

export interface PlannedWalk {
  /** From 1. */
  readonly number: number;
  readonly walk: ExploredWalk;
}

/**
 * The walks of an exploration, one after the other without end. Which walk comes as the how-manieth depends on the seed and the
 * space alone: each moves towards what those before it were planned to try, whatever became of them.
 */
export function* planWalks(space: WalkSpace, seed: number): Generator<PlannedWalk, never> {
  const planned = new Coverage();
  const arbitrary = new WalkArbitrary(space, planned);
  for (let number = 1; ; number++) {
    const [walk] = fc.sample(arbitrary, { seed: seedOfWalk(seed, number), numRuns: 1 });
    if (!walk) throw new Error('fast-check drew nothing');
    for (const [index, step] of walk.steps.entries()) planned.add(step, walk.steps[index - 1]);
    yield { number, walk };
  }
}

/** Walks that follow each other have nothing to do with each other: the odd number spreads them over all seeds. */
function seedOfWalk(seed: number, number: number): number {
  return (seed + Math.imul(number, 0x9e3779b1)) | 0;
}

/** The machines of an exploration: small ones, since they boot sooner, and one vCPU alone only now and then. */
export function exploredShapes(
  arch: MachineShape['arch'],
  vcpus: number | undefined,
  arePluggable: boolean,
): MachineShape[] {
  const counts = vcpus === undefined ? [1, 2, 2, 2, 3, 3, 3, 4, 4, 4] : [vcpus];
  const slots = arePluggable ? [0, 1, 2, 2] : [0];
  return counts.flatMap((count) =>
    slots.map((free) => ({
      ...{ arch, vcpus: count, ramMib: 512 },
      ...(free > 0 && { maxVcpus: count + free }),
    })),
  );
}
