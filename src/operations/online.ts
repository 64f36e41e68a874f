import { online as model } from '../model/index.js';
import type { Operation } from './operation.js';
import { switchVcpu } from './switch-vcpu.js';

export const online: Operation<number> = {
  ...model,
  perform: (vm, vcpu, { signal }) => switchVcpu(vm, vcpu, 'online', signal),
};
