import { onlineVcpus, withVcpu } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { vcpuNumber } from '../parameters.js';

/** The guest powers one of its vCPUs off; on Arm by PSCI CPU_OFF. */
export const offline: OperationModel<number> = {
  name: 'offline',
  summary: 'the guest takes a vCPU offline (on Arm: PSCI CPU_OFF)',
  example: 'offline: 2',
  parameters: vcpuNumber,
  describe: (vcpu) => `offline vCPU ${vcpu}`,
  refusal: (model, vcpu) => {
    const wrong = unlessRunstate(model, 'running');
    if (wrong) return wrong;
    if (!model.vcpus[vcpu]?.present) return { because: 'mistake', reason: `vCPU ${vcpu} is not plugged` };
    if (!model.vcpus[vcpu].online) return { because: 'mistake', reason: `vCPU ${vcpu} is offline already` };
    if (onlineVcpus(model).length === 1) {
      return { because: 'refused', reason: `vCPU ${vcpu} is the last one online, and Linux keeps one` };
    }
    if (vcpu === 0 && model.shape.arch === 'x86_64') {
      return { because: 'unsupported', reason: 'Linux on x86 does not take the boot vCPU offline' };
    }
    return undefined;
  },
  expected: (model, vcpu) => withVcpu(model, vcpu, { online: false }),
  events: () => noEvents,
};
