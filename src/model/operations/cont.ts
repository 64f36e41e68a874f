import { letGo } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Let all vCPUs run again (QMP `cont`). */
export const cont: OperationModel<undefined> = {
  name: 'cont',
  summary: 'let the paused VM run again (QMP cont)',
  example: 'cont',
  parameters: () => nothing,
  describe: () => 'cont',
  refusal: (model) => unlessRunstate(model, 'paused'),
  expected: (model) => letGo({ ...model, runstate: 'running' }),
  events: () => ({ ...noEvents, RESUME: 1 }),
};
