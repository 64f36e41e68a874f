import { boot as model, pluggedId, type BootParameters } from '../model/index.js';
import type { Operation } from './operation.js';
import { plugVcpu } from './plug.js';
import { wakeUp } from './wake-up.js';

export const boot: Operation<BootParameters | undefined> = {
  ...model,
  async perform(vm, parameters, { signal, meanwhile, hasMeanwhile }) {
    const isPlain = parameters === undefined && !hasMeanwhile;
    const { woken, ...wasTold } = await wakeUp(vm, isPlain, signal);
    if (woken) return;
    const launchedAt = performance.now();
    vm.boots.start();
    const { extraArguments = [] } = vm.settings.machine;
    const machine = parameters ? { extraArguments: [...extraArguments, '-S'] } : {};
    await vm.moveTo(await vm.launch({ ...machine, signal }));
    for (const vcpu of parameters?.plug ?? []) await plugVcpu(vm, vcpu, pluggedId(vcpu), signal);
    if (parameters) await vm.machine.qmp.execute('cont', undefined, { signal });
    if (hasMeanwhile) await vm.boots.kernelStartNumber(1, { timeoutMs: vm.patienceMs, signal });
    await meanwhile();
    await vm.waitUntilUp(1, signal);
    vm.start = { from: 'boot', ms: performance.now() - launchedAt, ...wasTold };
  },
};
