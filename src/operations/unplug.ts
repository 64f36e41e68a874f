import { deviceId, vcpuSlots } from '../qemu/index.js';
import { QmpRefusedError } from '../qmp/index.js';
import { unplug as model } from '../model/index.js';
import { until } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';
import { Ejection } from './ejection.js';
import type { Operation } from './operation.js';

/** Milliseconds between two looks at the slots. No event tells when one is free: DEVICE_DELETED may name another device. */
const intervalMs = 10;

export const unplug: Operation<number> = {
  ...model,
  async perform(vm, vcpu, { signal, before, meanwhile }) {
    const request = { vcpu, ejection: new Ejection(vm, vcpu), inBoot: vm.boots.announcements };
    await ask(vm, vcpu, signal);
    vm.vcpusChanged = true;
    await meanwhile();
    // Else the guest cannot answer before it runs.
    if (before.runstate === 'running') await slotIsFree(vm, request, signal);
  },
};

interface Request {
  readonly vcpu: number;
  readonly ejection: Ejection;
  /** Which boot of the guest was asked last. */
  inBoot: number;
}

/** The vCPU is asked for by the id that it was plugged with; one that the machine started with has a path alone. */
async function ask(vm: Vm, vcpu: number, signal: AbortSignal): Promise<void> {
  const { qmp } = vm.machine;
  const path = (await vcpuSlots(qmp, signal))[vcpu]?.vcpu;
  const id = path === undefined ? `vcpu${vcpu}` : (deviceId(path) ?? path);
  await qmp.execute('device_del', { id }, { signal });
}

/**
 * A guest that boots after it was asked has not heard of it, and is asked again: once for each boot.
 *
 * @throws FindingError when the guest does not let the vCPU go
 */
async function slotIsFree(vm: Vm, request: Request, signal: AbortSignal): Promise<void> {
  const { vcpu, ejection } = request;
  const wait = { timeoutMs: vm.patienceMs, intervalMs, signal };
  try {
    await until(`the slot of vCPU ${vcpu} to be free`, wait, async () => {
      const slot = (await vcpuSlots(vm.machine.qmp, signal))[vcpu];
      if (slot && slot.vcpu === undefined) return true;
      ejection.mustNotHaveFailed();
      if (vm.boots.announcements > request.inBoot) {
        request.inBoot = vm.boots.announcements;
        await askAgain(vm, vcpu, signal);
      }
      return undefined;
    });
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    throw new FindingError(
      `vCPU ${vcpu} was not unplugged: ${ejection.answer}, and its slot is still taken`,
      {
        kind: ejection.isDone ? 'state-mismatch' : 'guest-refused',
        signature: `unplug of vCPU N: ${ejection.answer}, and its slot is still taken`,
        expected: `the slot of vCPU ${vcpu} free`,
        seen: ejection.answer,
        evidence: vm.kernelLog.tail(),
      },
      { cause },
    );
  }
}

/** It may be gone by now, or on its way. */
async function askAgain(vm: Vm, vcpu: number, signal: AbortSignal): Promise<void> {
  await ask(vm, vcpu, signal).catch((error: unknown) => {
    if (!(error instanceof QmpRefusedError)) throw error;
  });
}
