import { onlyChoice } from '../choice.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Cancel a migration though there is none (QMP `migrate_cancel`): QEMU says yes to it, and does nothing. */
export const cancelMigration: OperationModel<undefined> = {
  name: 'cancel-migration',
  summary: 'cancel a migration though there is none (QMP migrate_cancel), which changes nothing',
  example: 'cancel-migration',
  parameters: () => nothing,
  describe: () => 'cancel a migration that is not',
  refusal: (model) =>
    unlessRunstate(model, 'running', 'paused') ??
    (model.during === undefined
      ? undefined
      : { because: 'mistake', reason: `the VM is in ${model.during}, which would be cancelled` }),
  expected: (model) => model,
  events: () => noEvents,
  choices: () => onlyChoice,
  weight: () => 0.2,
};
