import { noEvents } from '../expected-events.js';
import type { OperationModel } from '../operation-model.js';
import {
  describeFrom,
  fromChoices,
  fromParameters,
  renumberedFrom,
  unlessGuestCanStopIt,
  type FromVcpu,
} from './from-vcpu.js';

/**
 * The guest powers the machine off: on Arm by PSCI SYSTEM_OFF, on x86 by ACPI. QEMU, told to stay (`-no-shutdown`), stops it in
 * runstate `shutdown`, and only a reset leads out of that.
 */
export const poweroff: OperationModel<FromVcpu> = {
  name: 'poweroff',
  summary: 'the guest powers the machine off; QEMU stays, and a reset brings it back',
  example: 'poweroff: { from: last }',
  parameters: (shape) => fromParameters(shape, 'poweroff: { from: 2 }'),
  describe: (parameters) => `power off${describeFrom(parameters)}`,
  equipment: () => ['stays after shutdown'],
  refusal: unlessGuestCanStopIt,
  expected: (model) => ({ ...model, runstate: 'shutdown' }),
  events: () => ({ ...noEvents, SHUTDOWN: 1, STOP: 1 }),
  choices: fromChoices,
  weight: () => 0.3,
  renumbered: renumberedFrom,
};
