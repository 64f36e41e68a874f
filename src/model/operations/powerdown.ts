import { onlyChoice } from '../choice.js';
import { noEvents } from '../expected-events.js';
import type { OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';
import { unlessGuestCanStopIt } from './from-vcpu.js';

/** Press the power button (QMP `system_powerdown`) of a guest that heeds it: it powers the machine off. */
export const powerdown: OperationModel<undefined> = {
  name: 'powerdown',
  summary: 'press the power button (QMP system_powerdown); the guest powers off, and a reset brings it back',
  example: 'powerdown',
  parameters: () => nothing,
  describe: () => 'powerdown',
  equipment: () => ['stays after shutdown'],
  refusal: (model) => unlessGuestCanStopIt(model, {}),
  expected: (model) => ({ ...model, runstate: 'shutdown' }),
  events: () => ({ ...noEvents, POWERDOWN: 1, SHUTDOWN: 1, STOP: 1 }),
  choices: () => onlyChoice,
  weight: () => 0.2,
};
