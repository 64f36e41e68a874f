import {
  systemRegisters,
  vcpuPowerStates,
  type DeviceState,
  type MigrationStream,
} from '../../migration/index.js';

/** The vCPUs that are saved, by their numbers. */
export function savedVcpus({ devices }: MigrationStream): number[] {
  return devices.flatMap(({ name, instanceId }) => (name === 'cpu' ? [instanceId] : []));
}

export function isArm(stream: MigrationStream): boolean {
  return vcpuPowerStates(stream).size > 0;
}

/** Bit 8 of the spurious-interrupt vector: the APIC is on (Intel SDM, 11.9). Bit 16 of an LVT entry masks it (11.5.1). */
const apicOn = 0x100;
const masked = 0x1_0000;

/** The last vCPU that the guest has online, as far as what was saved tells; one besides the first, where there is one. */
export function lastOnlineVcpu(stream: MigrationStream): number {
  const powered = vcpuPowerStates(stream);
  const online = savedVcpus(stream).filter((vcpu) => {
    if (powered.size > 0) return powered.get(vcpu) === 'on';
    const apic = device(stream, 'apic', vcpu);
    const [spurious, timer] = [apic?.field('spurious_vec')?.leaf, apic?.field('lvt', 0)?.leaf];
    return (Number(spurious ?? 0) & apicOn) !== 0 && (Number(timer ?? masked) & masked) === 0;
  });
  return Math.max(0, ...online);
}

export function device(stream: MigrationStream, name: string, instance = 0): DeviceState | undefined {
  return stream.devices.find((one) => one.name === name && one.instanceId === instance);
}

/** The value of a vCPU's system register (Arm). */
export function registerOf(stream: MigrationStream, vcpu: number, register: string): bigint | undefined {
  const cpu = device(stream, 'cpu', vcpu);
  return cpu && systemRegisters(cpu)?.find(({ name }) => name === register)?.value;
}
