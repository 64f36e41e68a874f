import { booted } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Press the reset button (QMP `system_reset`) and wait until the guest is up again. */
export const reset: OperationModel<undefined> = {
  name: 'reset',
  summary: 'reset the machine (QMP system_reset) and wait until the guest is up, with every vCPU back',
  example: 'reset',
  parameters: () => nothing,
  describe: () => 'reset',
  refusal: (model) => unlessRunstate(model, 'running'),
  expected: booted,
  events: () => ({ ...noEvents, RESET: 1 }),
};
