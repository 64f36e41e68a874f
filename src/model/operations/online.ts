import { noEvents } from '../expected-events.js';
import { unlessGuestIsUp, type OperationModel, type Refusal } from '../operation-model.js';
import {
  chosenVcpus,
  describeVcpus,
  renumberedChoice,
  vcpuChoice,
  vcpuChoices,
  type VcpuChoice,
} from '../vcpu-choice.js';
import { withVcpus, type VmModel } from '../vm-model.js';

/** The guest powers vCPUs on, one after the other; on Arm by PSCI CPU_ON. */
export const online: OperationModel<VcpuChoice> = {
  name: 'online',
  summary: 'the guest brings vCPUs online (on Arm: PSCI CPU_ON)',
  example: 'online: last',
  parameters: vcpuChoice,
  describe: (choice) => `online ${describeVcpus(choice)}`,
  refusal: (model, choice) =>
    unlessGuestIsUp(model) ?? unlessOff(model, chosenVcpus(model, choice, 'offline')),
  expected: (model, choice) => withVcpus(model, chosenVcpus(model, choice, 'offline'), { online: true }),
  events: () => noEvents,
  choices: vcpuChoices,
  weight: () => 8,
  renumbered: renumberedChoice,
};

function unlessOff(model: VmModel, vcpus: readonly number[]): Refusal | undefined {
  const absent = vcpus.find((vcpu) => model.vcpus[vcpu]?.present !== true);
  if (absent !== undefined) return { because: 'mistake', reason: `vCPU ${absent} is not plugged` };
  const on = vcpus.find((vcpu) => model.vcpus[vcpu]?.online === true);
  if (on !== undefined) return { because: 'mistake', reason: `vCPU ${on} is online already` };
  return vcpus.length === 0 ? { because: 'mistake', reason: 'there is no such vCPU offline' } : undefined;
}
