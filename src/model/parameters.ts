import * as z from 'zod';
import type { MachineShape } from './vm-model.js';

/** For operations that take nothing: `- reset`. */
export const nothing = z.undefined({ error: 'this operation takes no value' });

/** A vCPU: its number, or `first` or `last`. Gives the number. */
export function vcpuNumber(shape: MachineShape): z.ZodType<number> {
  const last = shape.vcpus - 1;
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
