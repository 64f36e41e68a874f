import { equally } from '../choice.js';
import * as z from 'zod';
import { booted, withVcpu, type MachineShape, type VmModel } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { vcpuNumber } from '../parameters.js';

export interface BootParameters {
  /** vCPUs that are plugged in before any runs; none when left out. */
  readonly plug: readonly number[];
}

/** Launch QEMU and wait until the guest is up. */
export const boot: OperationModel<BootParameters | undefined> = {
  name: 'boot',
  summary: 'launch QEMU and wait until the guest is up, with every vCPU online',
  example: 'boot',
  hasMiddle: true,
  parameters: (shape) => {
    const plug = z.array(freeSlot(shape), { error: 'expected a list of vCPUs, as in [2, last]' }).min(1);
    return z.strictObject({ plug }, { error: 'boot takes no value but { plug: [2, last] }' }).optional();
  },
  describe: (parameters) => {
    const numbers = parameters?.plug ?? [];
    if (numbers.length === 0) return 'boot';
    return `boot with vCPU${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')} plugged before it starts`;
  },
  needs: (parameters) => (parameters ? ['pluggable vCPUs'] : []),
  refusal: (model) => unlessRunstate(model, 'none'),
  expected: (model, parameters) => {
    const launched = fromTheStart({ ...model, runstate: 'running' });
    const plugged = (parameters?.plug ?? []).reduce(
      (vm, vcpu) => withVcpu(vm, vcpu, { present: true, id: pluggedId(vcpu) }),
      launched,
    );
    return booted(plugged);
  },
  // Without anything to plug, QEMU starts the machine before it can be heard.
  events: (_, parameters) => (parameters ? { ...noEvents, RESUME: 1 } : noEvents),
  choices: ({ shape }) => {
    const { vcpus, maxVcpus = vcpus } = shape;
    const free = Array.from({ length: maxVcpus - vcpus }, (_, index) => vcpus + index);
    const some = [free.slice(0, 1), free.slice(-1), free].filter(({ length }) => length > 0);
    return [{ parameters: undefined, weight: 4 }, ...equally(...some.map((plug) => ({ plug })))];
  },
  renumbered: (parameters, numberOf) => parameters && { plug: parameters.plug.map(numberOf) },
};

/** The id that a vCPU is plugged with where nobody gave it another. */
export function pluggedId(vcpu: number): string {
  return `vcpu${vcpu}`;
}

function freeSlot(shape: MachineShape): z.ZodType<number> {
  return vcpuNumber(shape).refine((vcpu) => vcpu >= shape.vcpus, {
    error: ({ input }) => `vCPU ${String(input)} is there from the start`,
  });
}

function fromTheStart(model: VmModel): VmModel {
  const { shape, vcpus } = model;
  return { ...model, vcpus: vcpus.map((vcpu, number) => ({ ...vcpu, present: number < shape.vcpus })) };
}
