import { together } from '../choice.js';
import * as z from 'zod';
import { noEvents } from '../expected-events.js';
import { unlessGuestIsUp, type OperationModel } from '../operation-model.js';
import {
  chosenVcpus,
  describeVcpus,
  renumberedChoice,
  vcpuChoice,
  vcpuChoices,
  type VcpuChoice,
} from '../vcpu-choice.js';
import { unlessSwitchable } from './offline.js';

export interface ToggleParameters {
  readonly vcpus: VcpuChoice;
  /** How often each of them goes offline and comes back. */
  readonly times: number;
  /** `one`: a single process does it; `all`: as many at once as there are vCPUs online, each begun on one of them. */
  readonly from: 'one' | 'all';
}

const mostTimes = 10_000;
const times = { error: `expected how often, from 1 to ${mostTimes}` };

/** The guest takes vCPUs offline and back online again and again; at the end they are online. */
export const toggle: OperationModel<ToggleParameters> = {
  name: 'toggle',
  summary:
    'the guest takes vCPUs offline and back, so many times; from: all has as many processes do so at once as there are vCPUs',
  example: 'toggle: { vcpus: [1, 2], times: 20, from: all }',
  parameters: (shape) =>
    z.strictObject(
      {
        vcpus: vcpuChoice(shape),
        times: z.int(times).min(1, times).max(mostTimes, times),
        from: z.enum(['one', 'all'], { error: 'expected one or all' }).default('one'),
      },
      { error: 'expected vCPUs and how often, as in toggle: { vcpus: [1, 2], times: 20 }' },
    ),
  describe: ({ vcpus, times, from }) =>
    `take ${describeVcpus(vcpus)} offline and back ${times} times${from === 'all' ? ', from all vCPUs at once' : ''}`,
  refusal: (model, { vcpus }) => {
    const refusal = unlessGuestIsUp(model) ?? unlessSwitchable(model, chosenVcpus(model, vcpus, 'online'));
    return refusal?.because === 'refused' ? { ...refusal, because: 'mistake' } : refusal;
  },
  expected: (model) => model,
  events: () => noEvents,
  choices: (model) => [
    ...vcpuChoices(model).flatMap(({ parameters: vcpus, weight = 1 }) => [
      { parameters: { vcpus, times: 1, from: 'one' as const }, weight },
      { parameters: { vcpus, times: 5, from: 'one' as const }, weight },
    ]),
    // Each of them waits for all others.
    ...together(
      2,
      [1, 3].map((times) => ({ vcpus: 'all-but-first' as const, times, from: 'all' as const })),
    ),
  ],
  renumbered: (parameters, numberOf) => ({
    ...parameters,
    vcpus: renumberedChoice(parameters.vcpus, numberOf),
  }),
};
