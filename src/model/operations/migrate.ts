import { migrateChoices } from './migrate/choices.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel, type Refusal } from '../operation-model.js';
import { isComingUp, type VmModel } from '../vm-model.js';
import { describeMigration } from './migrate/describe.js';
import { needsOfMigration } from './migrate/needs.js';
import { migrateOptions, type MigrateParameters } from './migrate/options.js';
import { contradictionOf, staysInPlace } from './migrate/possible.js';
import { transports } from './migrate/transports.js';

/** Migrate into a fresh QEMU process. Everything survives; a running VM runs on, a paused one stays paused. */
export const migrate: OperationModel<MigrateParameters> = {
  name: 'migrate',
  summary: `migrate into a fresh QEMU, via ${transports.join(', ')}`,
  example: 'migrate: { via: file, guest: busy }',
  atOnce: true,
  hasMiddle: true,
  whyNoMiddle: ({ snapshot, cpr }) => {
    if (snapshot) return 'what is done in the middle of a background snapshot is lost: do it afterwards';
    return cpr && 'for checkpoint and restart the VM stops at once: nothing can be done in the middle of it';
  },
  parameters: () => migrateOptions,
  describe: describeMigration,
  needs: needsOfMigration,
  equipment: ({ cpr }) => (staysInPlace(cpr) ? ['shared memory'] : []),
  refusal,
  expected: (model, { arrive }) =>
    arrive === 'paused' && model.runstate === 'running' ? { ...model, runstate: 'paused' } : model,
  events: (model, { arrive, snapshot }) => {
    if (model.runstate !== 'running') return noEvents;
    // For a background snapshot the source stops for a moment, and runs on.
    const inBetween = snapshot ? 1 : 0;
    return { ...noEvents, STOP: 1, RESUME: inBetween + (arrive === 'paused' ? 0 : 1) };
  },
  choices: () => migrateChoices,
  weight: () => 7,
};

function refusal(model: VmModel, options: MigrateParameters): Refusal | undefined {
  const { guest, tls, snapshot, postcopy } = options;
  const contradiction = contradictionOf(options);
  if (contradiction !== undefined) return { because: 'mistake', reason: contradiction };
  // QEMU 7.2 lets a paused source run after a background snapshot; and QEMU 5.2 to 11.1 let any VM run at the end of a postcopy
  // (migration/savevm.c, loadvm_postcopy_handle_run_bh), whether it was paused or not.
  const mustRun = guest === 'busy' || snapshot !== undefined || postcopy !== undefined;
  const wrong = unlessRunstate(
    model,
    ...(mustRun ? (['running'] as const) : (['running', 'paused', 'prelaunch'] as const)),
  );
  if (wrong) return wrong;
  if (guest === 'busy' && isComingUp(model))
    return { because: 'mistake', reason: 'the guest is not up yet, and can compute nothing' };
  if (model.during?.startsWith('migrate'))
    return { because: 'refused', reason: `QEMU does one migration at a time, and is in ${model.during}` };
  if (tls?.startsWith('wrong'))
    return { because: 'refused', reason: `the two ends have ${misfits[tls] ?? tls}` };
  return undefined;
}

const misfits: Readonly<Record<string, string>> = {
  'wrong-psk': 'different keys',
  'wrong-name': 'a certificate for another name',
  'wrong-authority': 'certificates of different authorities',
};
