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

/**
 * Milliseconds that an operation takes with its check, a boot that it brings aside. What is not here takes the usual; of
 * what is done many times in a row, each time takes so long.
 */
const operationMs: Readonly<Record<string, number>> = {
  boot: 150,
  reset: 300,
  reboot: 700,
  poweroff: 700,
  powerdown: 700,
  panic: 700,
  watchdog: 900,
  migrate: 1_100,
  'migrate-in-vain': 1_500,
  load: 900,
  'snapshot-save': 400,
  'snapshot-load': 1_000,
  toggle: 65,
  'stop-and-cont': 4,
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
  const done = operations.map((one) => timesOf(one) * (operationMs[one.operation.name] ?? usualMs));
  return done.reduce((sum, one) => sum + one, boots * bootOf(before.shape));
}

/** From all vCPUs at once the guest's processes wait for each other: each time takes so many times as long. */
const allAtOnce = 15;

/** How often in a row it is done: `stop-and-cont: 50`, `toggle: { vcpus: [1, 2], times: 20 }`. */
function timesOf({ operation, parameters }: Step): number {
  if (operation.name === 'stop-and-cont') return Number(parameters);
  if (typeof parameters !== 'object' || parameters === null || !('times' in parameters)) return 1;
  return Number(parameters.times) * ('from' in parameters && parameters.from === 'all' ? allAtOnce : 1);
}

/** Each vCPU more takes its time to come up. */
function bootOf({ arch, vcpus }: MachineShape): number {
  return bootMs[arch] * (0.8 + 0.05 * vcpus);
}
