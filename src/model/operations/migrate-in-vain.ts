import { migrateInVainChoices } from './migrate-in-vain/choices.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel, type Refusal } from '../operation-model.js';
import type { VmModel } from '../vm-model.js';
import { needsOfMigration } from './migrate/needs.js';
import { migrateOptions } from './migrate/options.js';
import { isThroughFile } from './migrate/transports.js';
import {
  isMisfit,
  isSeenAtOnce,
  migrateInVainOptions,
  type MigrateInVainParameters,
} from './migrate-in-vain/options.js';

/** A migration that comes to nothing: the VM goes on where it was, as if it had never been tried. */
export const migrateInVain: OperationModel<MigrateInVainParameters> = {
  name: 'migrate-in-vain',
  summary: 'begin a migration that is cancelled, loses its destination or is refused by it; the VM goes on',
  example: 'migrate-in-vain: { via: unix, because: cancelled, at: active }',
  hasMiddle: true,
  whyNoMiddle: ({ at }) => {
    if (at === undefined)
      return 'it comes to nothing by itself, nobody can say when: do it before or afterwards';
    if (isAtSwitchOver(at))
      return `at ${at} the source has stopped, its guest hears nothing and QEMU lets nobody continue it: do it at: active`;
    return undefined;
  },
  parameters: () => migrateInVainOptions,
  describe: ({ via, multifd, because, at }) =>
    `migrate in vain via ${via}${multifd === undefined ? '' : `, multifd ${multifd}`}: ${because}${at === undefined ? '' : ` at ${at}`}`,
  needs: ({ via, multifd }) => needsOfMigration(migrateOptions.parse({ via, multifd })),
  equipment: ({ because }) => (because === 'missing-device' ? ['watchdog'] : []),
  refusal,
  expected: (model) => model,
  events: (model, parameters) =>
    model.runstate === 'running' && sourceStops(parameters) ? { ...noEvents, STOP: 1, RESUME: 1 } : noEvents,
  choices: () => migrateInVainChoices,
  weight: () => 3,
};

/** Whether it gets as far as the switch-over, for which the source stops. */
function sourceStops({ via, because, at }: MigrateInVainParameters): boolean {
  if (isMisfit(because)) return isThroughFile(via) || !isSeenAtOnce(because);
  return isAtSwitchOver(at);
}

/** By then QEMU has stopped the source, runstate finish-migrate, and `cont` is refused (migration_completion, qmp_cont). */
function isAtSwitchOver(at: MigrateInVainParameters['at']): boolean {
  return at === 'pre-switchover' || at === 'device';
}

function refusal(model: VmModel, { via, because }: MigrateInVainParameters): Refusal | undefined {
  const { arch, vcpus } = model.shape;
  const wrong = unlessRunstate(model, 'running', 'paused');
  if (wrong) return wrong;
  if (model.during !== undefined && !model.during.startsWith('migrate'))
    return { because: 'mistake', reason: `it is chance how far ${model.during} is when it comes to nothing` };
  if (model.during !== undefined)
    return { because: 'refused', reason: `QEMU does one migration at a time, and is in ${model.during}` };
  const isPluggedInto = model.vcpus.some(({ present }, number) => present !== number < vcpus);
  if (because.endsWith('-vcpus') && isPluggedInto)
    return { because: 'mistake', reason: 'the destination gets the vCPUs that were plugged since' };
  if (because === 'fewer-vcpus' && vcpus === 1)
    return { because: 'mistake', reason: 'there is no machine with fewer vCPUs than one' };
  if (isMisfit(because) && isThroughFile(via) && model.runstate === 'paused')
    return {
      because: 'mistake',
      reason: 'a paused VM that is saved stays saved: its runstate is postmigrate',
    };
  if (arch === 'x86_64' && because === 'other-gic')
    return { because: 'unsupported', reason: 'there is no GIC on x86' };
  // Measured on QEMU 5.2 to 11.1: their streams do not tell.
  if (arch === 'x86_64' && (because === 'more-vcpus' || because === 'other-cpu-model'))
    return { because: 'unsupported', reason: `QEMU on x86 cannot see ${because} in a stream` };
  return undefined;
}
