import { together } from '../choice.js';
import * as z from 'zod';
import { isComingUp, withVcpu, type MachineShape } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { chance, refused, unlessRunstate, type OperationModel } from '../operation-model.js';
import { anyVcpuNumber, hasSlot } from '../parameters.js';
import { pluggedId } from './boot.js';

export interface PlugParameters {
  readonly vcpu: number;
  /** The device's id; no other device may have it. */
  readonly id: string;
  /** Whether the machine has such a slot. */
  readonly isSlot: boolean;
}

const idPattern = /^[A-Za-z][A-Za-z0-9._-]{0,39}$/;
const idMessage = 'expected an id for the device: a letter, then letters, digits, dots and dashes';

/** Plug a vCPU in (QMP `device_add`). The guest finds it, and leaves it offline until it is told otherwise. */
export const plug: OperationModel<PlugParameters> = {
  name: 'plug',
  summary: 'plug a vCPU into its slot (QMP device_add); the guest sees it, offline',
  example: 'plug: 2',
  parameters: (shape) => {
    const vcpu = anyVcpuNumber(shape);
    const id = z.string({ error: idMessage }).regex(idPattern, idMessage);
    return z
      .preprocess(
        (value) => (isMap(value) ? value : { vcpu: value }),
        z.strictObject({ vcpu, id: id.optional() }),
      )
      .transform((given) => withDefaults(shape, given));
  },
  describe: ({ vcpu, id }) => `plug vCPU ${vcpu}${id === pluggedId(vcpu) ? '' : ` as ${id}`}`,
  // A slot that is not there is refused by every machine.
  needs: ({ isSlot }) => (isSlot ? ['pluggable vCPUs'] : []),
  refusal: (model, { vcpu, id }) => {
    const wrong = unlessRunstate(model, 'running', 'paused', 'prelaunch');
    if (wrong) return wrong;
    if (model.during === 'migrate') return refused('QEMU plugs nothing while it migrates');
    const slot = model.vcpus[vcpu];
    if (!slot) return refused(`the machine has no slot for vCPU ${vcpu}`);
    if (model.during === 'unplug')
      return chance('it is chance whether the guest has let the other vCPU go by then');
    if (slot.present) return refused(`the slot of vCPU ${vcpu} is taken`);
    const other = model.vcpus.findIndex((one) => one.id === id);
    if (other >= 0) return refused(`vCPU ${other} has the id ${id}`);
    const leaving = model.vcpus.findIndex(({ unplug }) => unplug !== undefined);
    if (leaving >= 0) {
      return chance(
        `the guest is still to let vCPU ${leaving} go, and may do so only when it hears of another one`,
      );
    }
    return isComingUp(model)
      ? chance('it is chance whether a guest that boots finds it then or later')
      : undefined;
  },
  expected: (model, { vcpu, id }) => withVcpu(model, vcpu, { present: true, online: false, id }),
  events: () => noEvents,
  choices: ({ vcpus }) => {
    const ids = vcpus.flatMap(({ id }) => id ?? []);
    const numbers = vcpus.map((_, vcpu) => vcpu);
    const one = (vcpu: number, id = pluggedId(vcpu)) => ({ vcpu, id, isSlot: vcpu < vcpus.length });
    return [
      ...together(
        4,
        numbers.map((vcpu) => one(vcpu)),
      ),
      { parameters: one(vcpus.length), weight: 0.5 },
      ...ids.slice(0, 1).flatMap((id) =>
        together(
          1,
          numbers.map((vcpu) => one(vcpu, id)),
        ),
      ),
    ];
  },
  weight: () => 3,
  renumbered: ({ vcpu, id, isSlot }, numberOf) => {
    const number = numberOf(vcpu);
    return { vcpu: number, id: id === pluggedId(vcpu) ? pluggedId(number) : id, isSlot };
  },
};

function withDefaults(shape: MachineShape, given: { vcpu: number; id?: string | undefined }): PlugParameters {
  const { vcpu, id = pluggedId(vcpu) } = given;
  return { vcpu, id, isSlot: hasSlot(shape, vcpu) };
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
