import * as z from 'zod';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';

/** The ways from one QEMU to the next. */
export const transports = ['file'] as const;
export type Transport = (typeof transports)[number];

/** What the guest does meanwhile: nothing, or a computation on every online vCPU whose result is checked. */
const guestLoads = ['idle', 'busy'] as const;

export interface MigrateParameters {
  readonly via: Transport;
  readonly guest: (typeof guestLoads)[number];
}

const parameters = z.strictObject(
  {
    via: z.enum(transports, {
      error: ({ input }) =>
        `expected a transport (${transports.join(', ')})${input === undefined ? '' : `, not ${JSON.stringify(input)}`}`,
    }),
    guest: z
      .enum(guestLoads, {
        error: ({ input }) =>
          `expected what the guest does (${guestLoads.join(', ')}), not ${JSON.stringify(input)}`,
      })
      .default('idle'),
  },
  { error: 'expected how the VM travels, as in migrate: { via: file }' },
);

/** Migrate into a fresh QEMU process. Everything survives; a running VM runs on, a paused one stays paused. */
export const migrate: OperationModel<MigrateParameters> = {
  name: 'migrate',
  summary: 'migrate into a fresh QEMU; via file: save to a file, end the source, restore',
  example: 'migrate: { via: file, guest: busy }',
  parameters: () => parameters,
  describe: ({ via, guest }) => `migrate via ${via}${guest === 'busy' ? ' while the guest computes' : ''}`,
  refusal: (model, { guest }) =>
    guest === 'busy' ? unlessRunstate(model, 'running') : unlessRunstate(model, 'running', 'paused'),
  expected: (model) => model,
  // The source stops itself at the switch-over, the destination resumes by itself.
  events: (model) => (model.runstate === 'running' ? { ...noEvents, STOP: 1, RESUME: 1 } : noEvents),
};
