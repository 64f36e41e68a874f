import { chosenVcpus, offline as model, type VcpuChoice } from '../model/index.js';
import type { Operation } from './operation.js';
import { switchVcpus } from './switch-vcpu.js';

export const offline: Operation<VcpuChoice> = {
  ...model,
  perform: (vm, choice, { before, signal }) =>
    switchVcpus(vm, chosenVcpus(before, choice, 'online'), 'offline', signal),
};
