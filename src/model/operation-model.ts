import type * as z from 'zod';
import type { Choice } from './choice.js';
import type { ExpectedEvents } from './expected-events.js';
import type { Equipment, Need } from './needs.js';
import { isComingUp, type MachineShape, type VmModel } from './vm-model.js';

/** Why an operation may not be done now. */
export interface Refusal {
  /**
   * `mistake`: the walk is wrong. `unsupported`: right elsewhere, but not on this machine; a skip. `refused`: it can be tried,
   * and QEMU or the guest's kernel must say no; a step marked `refused:` does that.
   */
  readonly because: 'mistake' | 'unsupported' | 'refused';
  readonly reason: string;
}

/** One thing a person does to a VM, as far as it is pure: when it may be done, and what must then be true. */
export interface OperationModel<Parameters = unknown> {
  /** The word in a scenario. */
  readonly name: string;
  /** One line for `vmwright list`. */
  readonly summary: string;
  /** How it is written in a scenario, as an example: `offline: 2`. */
  readonly example: string;
  /** Whether other steps can be taken in the middle of it (`while:`); `perform` then says when. */
  readonly hasMiddle?: boolean;
  /** Why nothing can be done in its middle with these parameters, though it has one; nothing when something can. */
  whyNoMiddle?(parameters: Parameters): string | undefined;
  /** Whether the VM's state is right as soon as it is done: the guest has nothing to do for it. */
  readonly atOnce?: boolean;
  /**
   * Reads what stands behind the operation's name in a scenario (`undefined` when nothing does), for a machine of
   * this shape. A mistake becomes a zod issue with a message for people.
   */
  parameters(shape: MachineShape): z.ZodType<Parameters>;
  /** For people: `offline vCPU 2`. */
  describe(parameters: Parameters): string;
  /** What QEMU must offer for it; nothing when every QEMU does. */
  needs?(parameters: Parameters): readonly Need[];
  /** What the machine must have for it besides the usual. */
  equipment?(parameters: Parameters): readonly Equipment[];
  /** Why it may not be done on such a VM, or nothing when it may. */
  refusal(model: VmModel, parameters: Parameters): Refusal | undefined;
  /** What the VM must look like afterwards. Only asked when there is no refusal. */
  expected(model: VmModel, parameters: Parameters): VmModel;
  /** The events that QEMU must emit meanwhile. */
  events(model: VmModel, parameters: Parameters): ExpectedEvents;
  /** The events that it emits even when it is refused; none when left out. */
  eventsOfRefusal?(model: VmModel, parameters: Parameters): ExpectedEvents;
  /**
   * What exploration can try with it on such a VM, the simplest first. What may not be done there is passed over, and what
   * must be refused is tried as that; so none of it has to be left out here.
   */
  choices(model: VmModel): readonly Choice<Parameters>[];
  /** How often exploration takes it on such a VM, compared with other operations; 1 when left out. */
  weight?(model: VmModel): number;
  /** The same on a machine whose vCPUs have other numbers; left out where there are no such numbers in it. */
  renumbered?(parameters: Parameters, numberOf: (vcpu: number) => number): Parameters;
}

/** What QEMU or the guest says no to. */
export function refused(reason: string): Refusal {
  return { because: 'refused', reason };
}

/** What comes of it is chance, and so nothing can be expected of it. */
export function chance(reason: string): Refusal {
  return { because: 'mistake', reason };
}

/** A refusal for an operation that needs the VM in a certain runstate. */
export function unlessRunstate(model: VmModel, ...allowed: VmModel['runstate'][]): Refusal | undefined {
  if (allowed.includes(model.runstate)) return undefined;
  const is = model.runstate === 'none' ? 'has not been booted yet' : `is ${model.runstate}`;
  return { because: 'mistake', reason: `the VM ${is}, and must be ${allowed.map(spoken).join(' or ')}` };
}

/** A refusal for an operation that the guest has to take part in. */
export function unlessGuestIsUp(model: VmModel): Refusal | undefined {
  const wrong = unlessRunstate(model, 'running');
  if (wrong) return wrong;
  return isComingUp(model) ? { because: 'mistake', reason: 'the guest is not up yet' } : undefined;
}

function spoken(runstate: VmModel['runstate']): string {
  return runstate === 'none' ? 'not yet booted' : runstate;
}
