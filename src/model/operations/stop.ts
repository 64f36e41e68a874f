import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Pause all vCPUs (QMP `stop`). */
export const stop: OperationModel<undefined> = {
  name: 'stop',
  summary: 'pause the VM (QMP stop)',
  example: 'stop',
  atOnce: true,
  parameters: () => nothing,
  describe: () => 'stop',
  refusal: (model) => unlessRunstate(model, 'running'),
  expected: (model) => ({ ...model, runstate: 'paused' }),
  events: () => ({ ...noEvents, STOP: 1 }),
};
