import { vcpuPowerStates, type MigrationStream } from '../../migration/index.js';
import { streamFault, type StreamPlan } from './stream-fault.js';
import { savedVcpus } from './vcpus.js';

/** PSCI's states as QEMU saves them (DEN0022; `PSCIState` in target/arm/cpu.h). */
const [on, off] = [0, 1];

/** Of RFLAGS, and QEMU's own for AMD's global one: an NMI, which Linux sends to a vCPU that seems stuck, would heal it. */
const interruptFlag = 0x200n;
const globalInterruptFlag = 1;

/** What becomes of the vCPUs' power state, which only Arm saves. On x86 a vCPU that is offline halts like an idle one. */
export const powerFaults = [
  streamFault({
    name: 'vcpu-power-state-flipped',
    says: 'The first of the secondary vCPUs comes back off where it was on, and on where it was off.',
    archs: ['aarch64'],
    plan: (stream) => {
      const vcpu = savedVcpus(stream)[1];
      return vcpu === undefined ? undefined : power(stream, [vcpu], (was) => (was === 'off' ? on : off));
    },
  }),
  streamFault({
    name: 'vcpu-power-state-default',
    says: 'Every vCPU comes back powered on, as by a QEMU or KVM that forgets the power state.',
    archs: ['aarch64'],
    plan: (stream) => power(stream, vcpusThatAre(stream, 'off'), () => on),
  }),
  streamFault({
    name: 'vcpu-power-state-saved-wrong',
    says: 'QEMU saves a vCPU that is off as one that is on.',
    archs: ['aarch64'],
    whenSaved: true,
    plan: (stream) => power(stream, vcpusThatAre(stream, 'off').slice(0, 1), () => on),
  }),
  streamFault({
    name: 'offline-vcpu-runs',
    says: 'A vCPU that was off comes back on and runs, behind the call that had switched it off.',
    archs: ['aarch64'],
    plan: (stream) => {
      const plan = power(stream, vcpusThatAre(stream, 'off').slice(0, 1), () => on);
      const instance = vcpusThatAre(stream, 'off')[0];
      if (!plan || instance === undefined) return undefined;
      const runs = { edit: 'set', device: 'cpu_common', instance, field: ['halted'], to: 0 } as const;
      return { ...plan, edits: [...plan.edits, runs] };
    },
  }),
  streamFault({
    name: 'vcpu-sleeps-for-ever',
    says: 'The first of the secondary vCPUs comes back halted, and no interrupt wakes it.',
    archs: ['x86_64'],
    plan: (stream) => {
      const vcpu = savedVcpus(stream)[1];
      const cpu = stream.devices.find(({ name, instanceId }) => name === 'cpu' && instanceId === vcpu);
      const flags = cpu?.field('env.eflags');
      if (vcpu === undefined || flags === undefined) return undefined;
      const masked = BigInt(`0x${Buffer.from(flags.bytes).toString('hex')}`) & ~interruptFlag;
      const hidden = Number(cpu?.field('env.hflags2')?.leaf ?? 0) & ~globalInterruptFlag;
      return {
        edits: [
          { edit: 'set', device: 'cpu', instance: vcpu, field: ['env.eflags'], to: masked },
          { edit: 'set', device: 'cpu', instance: vcpu, field: ['env.hflags2'], to: hidden },
          { edit: 'set', device: 'cpu_common', instance: vcpu, field: ['halted'], to: 1 },
          { edit: 'set', device: 'cpu_common', instance: vcpu, field: ['interrupt_request'], to: 0 },
        ],
        what: `cpu#${vcpu}: halted, with all interrupts masked`,
      };
    },
  }),
];

function vcpusThatAre(stream: MigrationStream, state: 'on' | 'off'): number[] {
  return [...vcpuPowerStates(stream)].flatMap(([vcpu, is]) => (is === state ? [vcpu] : []));
}

function power(
  stream: MigrationStream,
  vcpus: readonly number[],
  becomes: (was: string | undefined) => number,
): StreamPlan | undefined {
  const states = vcpuPowerStates(stream);
  if (vcpus.length === 0 || states.size === 0) return undefined;
  return {
    edits: vcpus.map((instance) => {
      const to = becomes(states.get(instance));
      return { edit: 'set', device: 'cpu', instance, field: ['power_state'], to };
    }),
    what: vcpus
      .map(
        (vcpu) =>
          `cpu#${vcpu}/power_state: ${states.get(vcpu)} -> ${becomes(states.get(vcpu)) === on ? 'on' : 'off'}`,
      )
      .join(', '),
  };
}
