import { GuestLoad } from '../guest/index.js';
import { load as model, onlineVcpus, type LoadKind } from '../model/index.js';
import type { Operation } from './operation.js';

export const load: Operation<LoadKind> = {
  ...model,
  async perform(vm, kind, { before, signal }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const cpuOf = await vm.cpuNumbers(wait);
    await new GuestLoad(kind).look(await vm.guest(wait), onlineVcpus(before).map(cpuOf), {
      ...wait,
      thoroughly: false,
      settleMs: vm.settleMs,
    });
  },
};
