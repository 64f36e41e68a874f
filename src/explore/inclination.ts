import { modelAfter, type VmModel } from '../model/index.js';
import { kindOf, type ExploredStep } from './explored.js';

/** What a step did to a VM, as far as the choice of the next one depends on it. */
export interface Effect {
  readonly step: ExploredStep;
  /** The VM was taken out of its QEMU and put into one, or this was tried. */
  readonly moves: boolean;
  /** The guest boots, or will when it runs. */
  readonly boots: boolean;
  /** The vCPUs that are not as they were. */
  readonly vcpus: ReadonlySet<number>;
}

export function effectOf(before: VmModel, step: ExploredStep): Effect {
  const after = modelAfter(before, step);
  const names = [step, ...(step.meanwhile ?? [])].map(({ operation }) => operation.name);
  const changed = after.vcpus.flatMap((vcpu, number) =>
    isAlike(vcpu, before.vcpus[number]) ? [] : [number],
  );
  return {
    step,
    moves: names.some((name) => /^(migrate|snapshot)/.test(name)),
    boots: after.boots !== before.boots || after.runstate === 'prelaunch',
    vcpus: new Set(changed),
  };
}

function isAlike(one: object, other: object | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * How much more than others a step is worth after another one. In the field it went wrong where a vCPU's state changed next to
 * a migration or a reset, with the same vCPU again, with several at once, and after a refusal.
 */
export function inclination(last: Effect | undefined, next: Effect): number {
  const several = next.vcpus.size > 1 ? 1.3 : 1;
  if (!last) return several;
  const changes = next.vcpus.size > 0 && !next.boots;
  const changed = last.vcpus.size > 0 && !last.boots;
  const isNext = [
    (last.moves || last.boots) && changes,
    changed && (next.moves || next.boots),
    last.moves && next.boots,
    last.boots && next.moves,
  ].some(Boolean);
  const again = [...next.vcpus].some((vcpu) => last.vcpus.has(vcpu)) && !(last.boots || next.boots);
  const afterRefusal = last.step.refused === true && (changes || next.moves);
  const repeats = kindOf(last.step) === kindOf(next.step) && !next.moves;
  return several * (isNext ? 2.5 : 1) * (again ? 2 : 1) * (afterRefusal ? 1.5 : 1) * (repeats ? 0.5 : 1);
}
