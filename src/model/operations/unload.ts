import { onlyChoice } from '../choice.js';
import { noEvents } from '../expected-events.js';
import { unlessGuestIsUp, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** End every load; what it has come to must be right. */
export const unload: OperationModel<undefined> = {
  name: 'unload',
  summary: 'end the work that load began, all of it; it must have come out right',
  example: 'unload',
  parameters: () => nothing,
  describe: () => 'unload',
  refusal: (model) =>
    unlessGuestIsUp(model) ??
    (model.loads.length === 0 ? { because: 'mistake', reason: 'the guest has no load' } : undefined),
  expected: (model) => ({ ...model, loads: [] }),
  events: () => noEvents,
  choices: () => onlyChoice,
};
