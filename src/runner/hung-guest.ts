import { readPowerStates, saveToFile } from '../migration/index.js';
import type { VmModel } from '../model/index.js';
import { QmpDeadlineError } from '../qmp/index.js';
import { VmwrightError } from '../support/errors.js';
import type { Vm } from '../vm/index.js';
import { findingFromError, findingFromMismatch, type Diagnosis } from './diagnosis.js';

/**
 * Asks QEMU about the vCPUs of a guest that does not answer any more: a guest hangs when a vCPU that it takes for online
 * is powered off. QEMU tells power states in a migration stream alone, so the VM is stopped and saved once more. Arm only.
 *
 * @returns a finding for each vCPU whose power state is not the model's, or that QEMU does not answer either
 */
export async function askQemuAboutHungGuest(vm: Vm, operation: string, model: VmModel): Promise<Diagnosis[]> {
  if (model.shape.arch !== 'aarch64') return [];
  try {
    const wait = { timeoutMs: vm.patienceMs };
    const { qmp, host } = vm.machine;
    await qmp.execute('stop', undefined, wait);
    const path = await vm.newStream({ keep: true });
    await saveToFile(qmp, path, model.shape.ramMib, wait, host.files);
    const states = await readPowerStates((await vm.streamHere(path, 'devices')) ?? path);
    return model.vcpus.flatMap(({ present, online }, vcpu) => {
      const expected = online ? 'on' : 'off';
      const seen = states.get(vcpu) ?? 'nothing';
      if (!present || seen === expected) return [];
      const fact = `power state of vCPU ${vcpu}`;
      const witness = 'QEMU, asked because the guest hangs,';
      return [findingFromMismatch(vm, operation, { witness, kind: 'state-mismatch', fact, expected, seen })];
    });
  } catch (error) {
    if (error instanceof QmpDeadlineError) return [await findingFromError(vm, operation, error)];
    // The hang is the finding, with or without an explanation.
    if (error instanceof VmwrightError) return [];
    throw error;
  }
}
