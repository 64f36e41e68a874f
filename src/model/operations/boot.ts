import { booted, type VmModel } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Launch QEMU and wait until the guest is up. */
export const boot: OperationModel<undefined> = {
  name: 'boot',
  summary: 'launch QEMU and wait until the guest is up, with every vCPU online',
  example: 'boot',
  hasMiddle: true,
  parameters: () => nothing,
  describe: () => 'boot',
  refusal: (model) => unlessRunstate(model, 'none'),
  expected: (model) => booted(plugged({ ...model, runstate: 'running' })),
  events: () => noEvents,
};

function plugged(model: VmModel): VmModel {
  const { shape, vcpus } = model;
  return { ...model, vcpus: vcpus.map((vcpu, number) => ({ ...vcpu, present: number < shape.vcpus })) };
}
