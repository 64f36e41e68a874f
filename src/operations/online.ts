import { chosenVcpus, online as model, type VcpuChoice } from '../model/index.js';
import type { Operation } from './operation.js';
import { switchVcpus } from './switch-vcpu.js';

export const online: Operation<VcpuChoice> = {
  ...model,
  perform: (vm, choice, { before, signal }) =>
    switchVcpus(vm, chosenVcpus(before, choice, 'offline'), 'online', signal),
};
