import { equally } from '../choice.js';
import * as z from 'zod';
import { noEvents } from '../expected-events.js';
import { loadKinds, type LoadKind } from '../load.js';
import { unlessGuestIsUp, type OperationModel } from '../operation-model.js';

const kind = z.enum(loadKinds, {
  error: ({ input }) =>
    `expected what the guest does (${loadKinds.join(', ')})${input === undefined ? '' : `, not ${JSON.stringify(input)}`}`,
});

/**
 * Put the guest to work, in addition to what it does already. It goes on over the steps that follow: after each, what was begun
 * before it must have gone on, and be right. A vCPU that goes offline takes its part of the work along, one that comes online
 * gets one of its own; a reset ends all of it.
 */
export const load: OperationModel<LoadKind> = {
  name: 'load',
  summary:
    'put the guest to work until unload or a reset: cpus (every vCPU computes), timers (on every vCPU), memory (written all the time)',
  example: 'load: cpus',
  parameters: () => kind,
  describe: (what) => `load ${what}`,
  refusal: (model, what) =>
    unlessGuestIsUp(model) ??
    (model.loads.includes(what) ? { because: 'mistake', reason: `load ${what} goes on already` } : undefined),
  expected: (model, what) => ({ ...model, loads: [...model.loads, what] }),
  events: () => noEvents,
  choices: () => equally(...loadKinds),
};
