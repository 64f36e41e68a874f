import {
  modelAfter,
  notLaunched,
  type Arch,
  type MachineShape,
  type Step,
  type VmModel,
  type Walk,
} from '../model/index.js';

/** Milliseconds for a guest of four vCPUs to boot; as all else here, under TCG on two cores that do nothing else. */
const bootMs: Readonly<Record<Arch, number>> = { aarch64: 2_200, x86_64: 3_400 };

/** Milliseconds that an operation takes with its check, a boot that it brings aside. */
const operationMs: Readonly<Record<string, number>> = {
  boot: 150,
  reset: 300,
  migrate: 1_100,
  'snapshot-save': 400,
  'snapshot-load': 1_000,
};
const usualMs = 180;

/**
 * Roughly how long a walk takes, in milliseconds: for the choice of what a plain run can do, and for people. It depends on
 * the walk alone, so that the same cells are chosen everywhere.
 */
export function estimateMs({ shape, steps }: Walk): number {
  let model = notLaunched(shape);
  let ms = 0;
  for (const step of steps) {
    ms += estimateStep(model, step);
    model = modelAfter(model, step);
  }
  return ms;
}

function estimateStep(before: VmModel, step: Step): number {
  const boots = modelAfter(before, step).boots - before.boots;
  const operations = [step, ...(step.meanwhile ?? [])];
  const done = operations.map(({ operation }) => operationMs[operation.name] ?? usualMs);
  return done.reduce((sum, one) => sum + one, boots * bootOf(before.shape));
}

/** Each vCPU more takes its time to come up. */
function bootOf({ arch, vcpus }: MachineShape): number {
  return bootMs[arch] * (0.8 + 0.05 * vcpus);
}
