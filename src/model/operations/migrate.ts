import * as z from 'zod';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { needsOfTransport, transport, transports, type Transport } from './migrate/transports.js';

export {
  isThroughFile,
  needsOfTransport,
  transport,
  transports,
  type Transport,
} from './migrate/transports.js';

/** What the guest does meanwhile: nothing, or a computation on every online vCPU whose result is checked. */
const guestLoads = ['idle', 'busy'] as const;

export interface MigrateParameters {
  readonly via: Transport;
  readonly guest: (typeof guestLoads)[number];
}

const parameters = z.strictObject(
  {
    via: transport,
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
  summary: `migrate into a fresh QEMU, via ${transports.join(', ')}`,
  example: 'migrate: { via: file, guest: busy }',
  hasMiddle: true,
  parameters: () => parameters,
  describe: ({ via, guest }) => `migrate via ${via}${guest === 'busy' ? ' while the guest computes' : ''}`,
  needs: ({ via }) => needsOfTransport(via),
  refusal: (model, { guest }) =>
    guest === 'busy' ? unlessRunstate(model, 'running') : unlessRunstate(model, 'running', 'paused'),
  expected: (model) => model,
  // The source stops itself at the switch-over, the destination resumes by itself.
  events: (model) => (model.runstate === 'running' ? { ...noEvents, STOP: 1, RESUME: 1 } : noEvents),
};
