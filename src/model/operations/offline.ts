import { noEvents } from '../expected-events.js';
import { unlessGuestIsUp, type OperationModel, type Refusal } from '../operation-model.js';
import {
  chosenVcpus,
  describeVcpus,
  renumberedChoice,
  vcpuChoice,
  vcpuChoices,
  vcpuList,
  type VcpuChoice,
} from '../vcpu-choice.js';
import { onlineVcpus, withVcpus, type VmModel } from '../vm-model.js';

/** The guest powers vCPUs off, one after the other; on Arm by PSCI CPU_OFF. */
export const offline: OperationModel<VcpuChoice> = {
  name: 'offline',
  summary: 'the guest takes vCPUs offline (on Arm: PSCI CPU_OFF); one has to stay online',
  example: 'offline: [1, 3]',
  parameters: vcpuChoice,
  describe: (choice) => `offline ${describeVcpus(choice)}`,
  refusal: (model, choice) =>
    unlessGuestIsUp(model) ?? unlessSwitchable(model, chosenVcpus(model, choice, 'online')),
  expected: (model, choice) => withVcpus(model, chosenVcpus(model, choice, 'online'), { online: false }),
  events: () => noEvents,
  choices: vcpuChoices,
  weight: () => 6,
  renumbered: renumberedChoice,
};

/** Why these vCPUs may not be taken offline. */
export function unlessSwitchable(model: VmModel, vcpus: readonly number[]): Refusal | undefined {
  const absent = vcpus.find((vcpu) => model.vcpus[vcpu]?.present !== true);
  if (absent !== undefined) return { because: 'mistake', reason: `vCPU ${absent} is not plugged` };
  const off = vcpus.find((vcpu) => model.vcpus[vcpu]?.online !== true);
  if (off !== undefined) return { because: 'mistake', reason: `vCPU ${off} is offline already` };
  if (vcpus.length === 0) return { because: 'mistake', reason: 'there is no such vCPU online' };
  const online = onlineVcpus(model);
  if (vcpus.length === online.length) {
    if (vcpus.length === 1) {
      return { because: 'refused', reason: `${vcpuList(vcpus)} is the last one online, and Linux keeps one` };
    }
    return { because: 'mistake', reason: `${vcpuList(vcpus)} are all that are online, and Linux keeps one` };
  }
  if (vcpus.includes(0) && model.shape.arch === 'x86_64') {
    return { because: 'unsupported', reason: 'Linux on x86 does not take the boot vCPU offline' };
  }
  return undefined;
}
