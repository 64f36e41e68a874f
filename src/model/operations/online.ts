import { withVcpu } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { vcpuNumber } from '../parameters.js';

/** The guest powers one of its vCPUs on; on Arm by PSCI CPU_ON. */
export const online: OperationModel<number> = {
  name: 'online',
  summary: 'the guest brings a vCPU online (on Arm: PSCI CPU_ON)',
  example: 'online: last',
  parameters: vcpuNumber,
  describe: (vcpu) => `online vCPU ${vcpu}`,
  refusal: (model, vcpu) => {
    const wrong = unlessRunstate(model, 'running');
    if (wrong) return wrong;
    if (!model.vcpus[vcpu]?.present) return { because: 'mistake', reason: `vCPU ${vcpu} is not plugged` };
    if (model.vcpus[vcpu].online) return { because: 'mistake', reason: `vCPU ${vcpu} is online already` };
    return undefined;
  },
  expected: (model, vcpu) => withVcpu(model, vcpu, { online: true }),
  events: () => noEvents,
};
