import * as z from 'zod';
import { booted } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import type { OperationModel } from '../operation-model.js';
import { unlessGuestCan, unlessGuestCanStopIt } from './from-vcpu.js';

const actions = ['reset', 'pause'] as const;

export interface WatchdogParameters {
  /** What QEMU does when it fires: qapi/run-state.json, WatchdogAction. */
  readonly action: (typeof actions)[number];
}

/** The guest starts its watchdog and does not feed it. */
export const watchdog: OperationModel<WatchdogParameters> = {
  name: 'watchdog',
  summary: `the guest starts a watchdog that nobody feeds; QEMU acts: ${actions.join(', ')}`,
  example: 'watchdog: { action: pause }',
  parameters: () =>
    z.preprocess(
      (value) => value ?? {},
      z.strictObject(
        {
          action: z
            .enum(actions, {
              error: ({ input }) =>
                `expected what it does (${actions.join(', ')}), not ${JSON.stringify(input)}`,
            })
            .default('reset'),
        },
        { error: 'expected nothing, or what it does, as in watchdog: { action: pause }' },
      ),
    ),
  describe: ({ action }) => `starve the watchdog, which must ${action} the VM`,
  needs: () => ['device i6300esb'],
  equipment: () => ['watchdog'],
  refusal: (model, { action }) =>
    action === 'pause' ? unlessGuestCanStopIt(model, {}) : unlessGuestCan(model, {}),
  expected: (model, { action }) => (action === 'pause' ? { ...model, runstate: 'watchdog' } : booted(model)),
  events: (_, { action }) => ({
    ...noEvents,
    WATCHDOG: 1,
    ...(action === 'pause' ? { STOP: 1 } : { RESET: 1 }),
  }),
  choices: () => actions.map((action) => ({ parameters: { action } })),
  weight: () => 0.3,
};
