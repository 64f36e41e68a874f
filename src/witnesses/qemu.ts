import { countedEvents, type VmModel } from '../model/index.js';
import { deviceId, vcpuSlots } from '../qemu/index.js';
import type { Vm } from '../vm/index.js';
import { yesNo, type Expectation, type Facts, type Witness } from './witness.js';

/** QEMU, over QMP: its runstate, its vCPUs and their slots, the events it emitted. */
export class QemuWitness implements Witness {
  readonly name = 'QEMU';

  constructor(private readonly vm: Vm) {}

  expected({ model, events }: Expectation): Facts {
    return new Map([
      ['runstate', model.runstate],
      ...model.vcpus.map((vcpu, number) => [`vCPU ${number} is plugged`, yesNo(vcpu.present)] as const),
      ...(hasSlots(model) ? model.vcpus.map(({ present, id }, number) => slotFact(number, present, id)) : []),
      ...countedEvents.map((event) => [factOf(event), String(events[event])] as const),
    ]);
  }

  async observe({ since, model }: Expectation, signal: AbortSignal): Promise<Facts> {
    const { qmp } = this.vm.machine;
    const { status } = await qmp.execute('query-status', undefined, { signal });
    const cpus = await qmp.execute('query-cpus-fast', undefined, { signal });
    const plugged = new Set(cpus.map((cpu) => cpu['cpu-index']));
    const { journal } = this.vm;
    const slots = hasSlots(model) ? await vcpuSlots(qmp, signal) : [];
    return new Map([
      ['runstate', status],
      ...model.vcpus.map((_, number) => [`vCPU ${number} is plugged`, yesNo(plugged.has(number))] as const),
      ...slots.map(({ vcpu }, number) => slotFact(number, vcpu !== undefined, idOf(model, number, vcpu))),
      ...countedEvents.map((event) => [factOf(event), String(count(journal, since, event))] as const),
    ]);
  }

  kindOf(fact: string): ReturnType<Witness['kindOf']> {
    return fact.startsWith('resets') ? 'unexpected-reset' : 'state-mismatch';
  }
}

/** Of a machine that vCPUs can be plugged into. */
function hasSlots({ shape }: VmModel): boolean {
  return shape.maxVcpus !== undefined;
}

function slotFact(vcpu: number, isTaken: boolean, id: string | undefined): readonly [string, string] {
  const by = id === undefined ? '' : ` by ${id}`;
  return [`the slot of vCPU ${vcpu}`, isTaken ? `taken${by}` : 'free'];
}

/** Of one that was plugged: what QEMU calls the others is its own affair. */
function idOf(model: VmModel, number: number, vcpu: string | undefined): string | undefined {
  const wasPlugged = model.vcpus[number]?.id !== undefined;
  return wasPlugged && vcpu !== undefined ? deviceId(vcpu) : undefined;
}

type CountedEvent = (typeof countedEvents)[number];

function factOf(event: CountedEvent): string {
  return event === 'RESET' ? 'resets, by RESET events' : `${event} events`;
}

function count(journal: Vm['journal'], since: number, event: CountedEvent): number {
  return event === 'RESET' ? journal.countResetsSince(since) : journal.countSince(since, event);
}
