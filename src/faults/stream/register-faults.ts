import type { MigrationStream, StreamEdit } from '../../migration/index.js';
import { streamFault } from './stream-fault.js';
import { device, isArm, lastOnlineVcpu, savedVcpus } from './vcpus.js';

/** What a vCPU computes with. */
export const registerFaults = [
  streamFault({
    name: 'vcpu-register-corrupted',
    says: 'A register of the last online vCPU, which an idle kernel has no use for, comes back with one bit flipped.',
    plan: (stream) => {
      const vcpu = lastOnlineVcpu(stream);
      // X19 and R15, which functions save for their callers.
      const field = isArm(stream) ? ['env.xregs', 19] : ['env.regs', 15];
      const value = device(stream, 'cpu', vcpu)?.field(...field);
      if (!value) return undefined;
      const bytes = Buffer.from(value.bytes);
      bytes[2] = (bytes[2] ?? 0) ^ 1;
      return {
        edits: [{ edit: 'set', device: 'cpu', instance: vcpu, field, to: bytes }],
        what: `cpu#${vcpu}/${String(field[0])}[${String(field[1])}]: bit 40 flipped`,
      };
    },
  }),
  streamFault({
    name: 'vector-registers-lost',
    says: 'The floating-point and vector registers of all vCPUs come back as zeros.',
    occasion: 'load',
    plan: (stream) => {
      const vcpus = savedVcpus(stream);
      const edits = vcpus.flatMap((vcpu) => withoutVectors(stream, vcpu));
      return edits.length === 0
        ? undefined
        : { edits, what: `the vector registers of vCPU ${vcpus.join(', ')}: zeros` };
    },
  }),
];

/** Arm has them in a subsection of their own; without it a destination keeps those of its reset. */
function withoutVectors(stream: MigrationStream, instance: number): StreamEdit[] {
  const of = { device: 'cpu', instance } as const;
  const cpu = device(stream, 'cpu', instance);
  if (isArm(stream))
    return cpu?.field('cpu/vfp') ? [{ edit: 'remove-subsection', ...of, subsection: ['cpu/vfp'] }] : [];
  return Array.from({ length: 16 }, (_, register) => register).flatMap((register) =>
    ['_q_ZMMReg[0]', '_q_ZMMReg[1]'].flatMap((half): StreamEdit[] => {
      const field = ['env.xmm_regs[0]', register, half];
      return cpu?.field(...field) ? [{ edit: 'set', ...of, field, to: 0 }] : [];
    }),
  );
}
