import { equally } from '../choice.js';
import * as z from 'zod';
import { booted, isComingUp, resetWhileStopped } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';

export interface ResetParameters {
  /** How many times in a row, without waiting for the guest in between. */
  readonly times: number;
}

const mostTimes = 20;

const parameters = z.preprocess(
  (value) => value ?? {},
  z.strictObject(
    {
      times: z
        .int({ error: `expected how often, a whole number from 1 to ${mostTimes}` })
        .min(1)
        .max(mostTimes)
        .default(1),
    },
    { error: 'expected nothing, or how often, as in reset: { times: 3 }' },
  ),
);

/**
 * Press the reset button (QMP `system_reset`). A running guest boots; one that is paused, shut down or panicked stays
 * stopped, in runstate `prelaunch`, and boots when it is let run.
 */
export const reset: OperationModel<ResetParameters> = {
  name: 'reset',
  summary: 'reset the machine (QMP system_reset); every vCPU comes back, or with cont if the VM did not run',
  example: 'reset: { times: 3 }',
  hasMiddle: true,
  parameters: () => parameters,
  describe: ({ times }) => (times === 1 ? 'reset' : `reset ${times} times in a row`),
  refusal: (model) =>
    unlessRunstate(model, 'running', 'paused', 'prelaunch', 'shutdown', 'guest-panicked', 'watchdog'),
  expected: (model) => {
    if (model.runstate !== 'running') return resetWhileStopped(model);
    // Begun once more, it still comes up only once.
    return isComingUp(model) ? model : booted(model);
  },
  events: (_, { times }) => ({ ...noEvents, RESET: times }),
  choices: () => [{ parameters: { times: 1 }, weight: 4 }, ...equally({ times: 2 }, { times: 3 })],
  // Where nothing else leads on, it must come up.
  weight: ({ runstate }) => (runstate === 'running' || runstate === 'prelaunch' ? 1 : 2),
};
