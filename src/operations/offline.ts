import { offline as model } from '../model/index.js';
import type { Operation } from './operation.js';
import { switchVcpu } from './switch-vcpu.js';

export const offline: Operation<number> = {
  ...model,
  perform: (vm, vcpu, { signal }) => switchVcpu(vm, vcpu, 'offline', signal),
};
