import * as z from 'zod';
import type { Choice } from '../choice.js';
import type { Refusal } from '../operation-model.js';
import { unlessGuestIsUp } from '../operation-model.js';
import { vcpuNumber } from '../parameters.js';
import { type MachineShape, type VmModel } from '../vm-model.js';

/** For what the guest does to the whole machine, on one of its vCPUs: PSCI and firmware may care which. */
export interface FromVcpu {
  /** Left out, the first one online. */
  readonly from?: number | undefined;
}

/** The field `from:` of such an operation. */
export function fromField(shape: MachineShape) {
  return { from: vcpuNumber(shape).optional() };
}

/** As after the operation's name: `, from vCPU 2`. */
export function describeFrom({ from }: FromVcpu): string {
  return from === undefined ? '' : `, from vCPU ${from}`;
}

/** Why the guest can do no such thing now. */
export function unlessGuestCan(model: VmModel, { from }: FromVcpu): Refusal | undefined {
  const wrong = unlessGuestIsUp(model);
  if (wrong) return wrong;
  if (from !== undefined && model.vcpus[from]?.online !== true) {
    return { because: 'mistake', reason: `vCPU ${from} is offline` };
  }
  return undefined;
}

/** Why it can do nothing now that stops the VM. */
export function unlessGuestCanStopIt(model: VmModel, from: FromVcpu): Refusal | undefined {
  const { during } = model;
  if (during !== undefined) {
    return { because: 'mistake', reason: `it stops the VM, and ${during} could not go on` };
  }
  return unlessGuestCan(model, from);
}

/** Reads a map with `from:` alone, which may be left out as a whole. */
export function fromParameters(shape: MachineShape, example: string): z.ZodType<FromVcpu> {
  return z.preprocess(
    (value) => value ?? {},
    z.strictObject(fromField(shape), { error: `expected nothing, or from which vCPU, as in ${example}` }),
  );
}

/** From wherever it comes, and from each vCPU. */
export function fromChoices({ vcpus }: VmModel): Choice<FromVcpu>[] {
  const each = vcpus.map((_, from) => ({ parameters: { from }, weight: 1 / vcpus.length }));
  return [{ parameters: {}, weight: 0.5 }, ...each];
}

/** The same, from the vCPU that has another number now. */
export function renumberedFrom<Parameters extends FromVcpu>(
  parameters: Parameters,
  numberOf: (vcpu: number) => number,
): Parameters {
  const { from } = parameters;
  return from === undefined ? parameters : { ...parameters, from: numberOf(from) };
}
