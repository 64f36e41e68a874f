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

/** The guest's kernel panics and tells QEMU so, which stops the VM in runstate `guest-panicked`. */
export const panic: OperationModel<FromVcpu> = {
  name: 'panic',
  summary: 'the guest panics and tells QEMU by its panic notifier, which stops the VM',
  example: 'panic: { from: 2 }',
  parameters: (shape) => fromParameters(shape, 'panic: { from: 2 }'),
  describe: (parameters) => `panic${describeFrom(parameters)}`,
  needs: () => ['device pvpanic-pci'],
  // QEMU stays after a panic if it stays after a shutdown.
  equipment: () => ['panic notifier', 'stays after shutdown'],
  refusal: unlessGuestCanStopIt,
  expected: (model) => ({ ...model, runstate: 'guest-panicked' }),
  events: () => ({ ...noEvents, GUEST_PANICKED: 1, STOP: 1 }),
  choices: fromChoices,
  weight: () => 0.3,
  renumbered: renumberedFrom,
};
