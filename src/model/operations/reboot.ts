import * as z from 'zod';
import { booted } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import type { OperationModel } from '../operation-model.js';
import {
  describeFrom,
  fromChoices,
  fromField,
  renumberedFrom,
  unlessGuestCan,
  type FromVcpu,
} from './from-vcpu.js';

/** How a guest reboots itself. */
const ways = {
  command: 'reboot',
  sysrq: 'reboot at once, by sysrq',
  panic: 'panic, and reboot by that',
  acpi: "reboot at once, by ACPI's reset register",
  keyboard: 'reboot at once, by the keyboard controller',
  pci: 'reboot at once, by port 0xcf9',
  'triple-fault': 'reboot at once, by a triple fault',
} as const;

export type RebootWay = keyof typeof ways;

/** On Arm a guest has PSCI's SYSTEM_RESET alone. */
const x86Ways: ReadonlySet<RebootWay> = new Set(['acpi', 'keyboard', 'pci', 'triple-fault']);

export interface RebootParameters extends FromVcpu {
  readonly by: RebootWay;
}

const names = Object.keys(ways) as RebootWay[];

/**
 * The guest reboots: on Arm by PSCI SYSTEM_RESET (DEN0022), on x86 as its kernel is told. Linux moves an orderly `reboot`
 * to the boot vCPU where that is online; sysrq and a panic call the firmware from the vCPU that they happen on.
 */
export const reboot: OperationModel<RebootParameters> = {
  name: 'reboot',
  summary: `the guest reboots, by ${names.join(', ')} (the last four: x86), from a certain vCPU`,
  example: 'reboot: { by: sysrq, from: last }',
  parameters: (shape) =>
    z.preprocess(
      (value) => value ?? {},
      z.strictObject(
        {
          by: z
            .enum(names, {
              error: ({ input }) => `expected how (${names.join(', ')}), not ${JSON.stringify(input)}`,
            })
            .default('command'),
          ...fromField(shape),
        },
        { error: 'expected nothing, or how and from which vCPU, as in reboot: { by: sysrq, from: 2 }' },
      ),
    ),
  describe: (parameters) => `${ways[parameters.by]}${describeFrom(parameters)}`,
  refusal: (model, parameters) => {
    if (x86Ways.has(parameters.by) && model.shape.arch !== 'x86_64') {
      return { because: 'unsupported', reason: `only x86 can ${ways[parameters.by]}` };
    }
    return unlessGuestCan(model, parameters);
  },
  expected: booted,
  events: () => ({ ...noEvents, RESET: 1 }),
  choices: (model) =>
    fromChoices(model).flatMap(({ parameters, weight = 1 }) =>
      names.map((by) => ({ parameters: { by, ...parameters }, weight })),
    ),
  renumbered: renumberedFrom,
};
