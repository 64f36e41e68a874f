import type { MachineSpec } from '../machine/index.js';
import { deviceId, vcpuSlots } from '../qemu/index.js';
import type { QmpClient } from '../qmp/index.js';

/**
 * How the destination of a migration is told to have the vCPUs that its source has now: those from the first on that were
 * there from the start by `-smp`, each of the others by a `-device` of its own, with the id that it was plugged with.
 */
export async function destinationVcpus(
  source: QmpClient,
  machine: Pick<MachineSpec, 'vcpus' | 'maxVcpus' | 'extraArguments'>,
  signal: AbortSignal,
): Promise<Pick<MachineSpec, 'vcpus' | 'maxVcpus' | 'extraArguments'>> {
  const slots = await vcpuSlots(source, signal);
  const end = slots.findIndex(({ vcpu }) => vcpu === undefined || deviceId(vcpu) !== undefined);
  const vcpus = end < 0 ? slots.length : end;
  const devices = slots.flatMap(({ driver, place, vcpu }, number) => {
    if (vcpu === undefined || number < vcpus) return [];
    // One that was there from the start has no id, and cannot come back by -smp where one before it was unplugged.
    const id = deviceId(vcpu) ?? `from-start-${number}`;
    const properties = Object.entries(place).map(([name, value]) => `${name}=${value}`);
    return ['-device', [driver, `id=${id}`, ...properties].join(',')];
  });
  const { maxVcpus = machine.vcpus, extraArguments = [] } = machine;
  return { vcpus, maxVcpus, extraArguments: [...extraArguments, ...devices] };
}
