import { vcpuPowerStates, type DeviceState } from '../../migration/index.js';

/** A line for each vCPU: whether it is on, whether it waits for an interrupt, where it was. */
export function* vcpuLines(devices: readonly DeviceState[]): Generator<string> {
  const vcpus = devices.filter(({ name }) => name === 'cpu');
  if (vcpus.length === 0) return;
  const common = new Map(
    devices.flatMap((device) => (device.name === 'cpu_common' ? [[device.instanceId, device] as const] : [])),
  );
  yield '';
  yield 'vCPUs';
  for (const vcpu of vcpus) {
    const facts = [powerState(vcpu), mpState(vcpu), halted(common.get(vcpu.instanceId)), counter(vcpu)];
    yield `  ${vcpu.instanceId}  ${facts.filter((fact) => fact !== undefined).join(', ') || 'not described'}`;
  }
}

/** As text; one that is none of PSCI's with its bytes. */
function powerState(vcpu: DeviceState): string | undefined {
  try {
    return vcpuPowerStates({ path: '', devices: [vcpu] }).get(vcpu.instanceId);
  } catch {
    return `power state 0x${Buffer.from(vcpu.field('power_state')?.bytes ?? []).toString('hex')}`;
  }
}

/** As KVM has it (Linux, Documentation/virt/kvm/api.rst, KVM_GET_MP_STATE). QEMU saves it on x86; TCG has it at 0. */
const mpStates = ['runnable', 'uninitialized', 'init received', 'halted', 'SIPI received'];

function mpState(vcpu: DeviceState): string | undefined {
  const value = vcpu.field('env.mp_state')?.leaf;
  return typeof value === 'number' && value > 0 ? `MP state ${mpStates[value] ?? value}` : undefined;
}

function halted(common: DeviceState | undefined): string | undefined {
  const value = common?.field('halted')?.leaf;
  return typeof value === 'number' ? (value === 0 ? 'not halted' : 'halted') : undefined;
}

function counter(vcpu: DeviceState): string | undefined {
  for (const [field, name] of [
    ['env.pc', 'PC'],
    ['env.eip', 'RIP'],
  ] as const) {
    const value = vcpu.field(field)?.leaf;
    if (typeof value === 'bigint') return `${name} 0x${value.toString(16)}`;
  }
  return undefined;
}
