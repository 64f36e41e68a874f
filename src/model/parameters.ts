import * as z from 'zod';
import type { MachineShape } from './vm-model.js';

/** For operations that take nothing: `- reset`. */
export const nothing = z.undefined({ error: 'this operation takes no value' });

/** The highest number that a vCPU of the machine can have. */
function lastVcpu({ vcpus, maxVcpus = vcpus }: MachineShape): number {
  return maxVcpus - 1;
}

/** A vCPU: its number, or `first` or `last`, which counts free slots too. Gives the number. */
export function vcpuNumber(shape: MachineShape): z.ZodType<number> {
  const last = lastVcpu(shape);
  const range = last === 0 ? 'only vCPU 0' : `vCPUs 0 to ${last}`;
  return z.unknown().transform((value, context) => {
    if (value === 'first') return 0;
    if (value === 'last') return last;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= last) return value;
    const message =
      value === undefined
        ? 'expected a vCPU: its number, first or last'
        : typeof value === 'number'
          ? `there is no vCPU ${value}: this machine has ${range}`
          : `expected a vCPU (a number, first or last), not ${JSON.stringify(value)}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** More than any machine type has. */
const numbersEnd = 4096;

/** A vCPU, or the number of one that the machine has no slot for: QEMU must refuse that. */
export function anyVcpuNumber(shape: MachineShape): z.ZodType<number> {
  const isNumber = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < numbersEnd;
  const known = vcpuNumber(shape);
  return z.unknown().transform((value, context) => {
    if (isNumber(value)) return value as number;
    const read = known.safeParse(value);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** Whether the machine has a slot of this number. */
export function hasSlot(shape: MachineShape, vcpu: number): boolean {
  return vcpu <= lastVcpu(shape);
}
