import { plug as model, type PlugParameters } from '../model/index.js';
import type { Vm } from '../vm/index.js';
import type { Operation } from './operation.js';
import { slotOf } from './slot-of.js';

export const plug: Operation<PlugParameters> = {
  ...model,
  perform: (vm, { vcpu, id }, { signal }) => plugVcpu(vm, vcpu, id, signal),
};

/** @throws QmpRefusedError when QEMU says no */
export async function plugVcpu(vm: Vm, vcpu: number, id: string, signal: AbortSignal): Promise<void> {
  const { qmp } = vm.machine;
  const { driver, place } = await slotOf(qmp, vcpu, signal);
  await qmp.execute('device_add', { driver, id, ...place }, { signal });
  vm.vcpusChanged = true;
}
