import { streamFault } from './stream-fault.js';
import { device, isArm, lastOnlineVcpu } from './vcpus.js';

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
];
