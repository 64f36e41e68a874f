import { GuestLoad, GuestProbe, type CpuNumbers, type GuestSession, type LoadSight } from '../guest/index.js';
import { onlineVcpus, type VmModel } from '../model/index.js';
import type { WaitOptions } from '../support/deadline.js';
import type { Vm } from '../vm/index.js';
import { expectedOfLoads, seenOfLoads } from './guest-loads.js';
import { GuestClock } from './guest-clock.js';
import { expectedOfGuest, seenOfGuest } from './guest-sight.js';
import { compareFacts, type Expectation, type Facts, type Witness } from './witness.js';

interface Look {
  readonly guest: GuestSession;
  readonly model: VmModel;
  readonly cpuOf: CpuNumbers;
  /** Whether the VM was carried somewhere since the last look. */
  readonly wasMoved: boolean;
  readonly wait: WaitOptions;
}

/** The guest's kernel and its processes, over SSH. */
export class GuestWitness implements Witness {
  readonly name = 'guest';
  readonly #probe = new GuestProbe();
  #clock = new GuestClock();
  #returns = 0;
  /** Where the VM's journal was, and in which QEMU process it lived, when its memory was last compared. */
  #compared: { readonly machine: unknown; readonly position: number; readonly returns: number } | undefined;

  constructor(private readonly vm: Vm) {}

  expected({ model }: Expectation): Facts {
    if (model.runstate !== 'running') return new Map();
    return new Map([...expectedOfGuest(model), ...this.#expectedOfCanary(), ...expectedOfLoads(model)]);
  }

  async observe({ model }: Expectation, signal: AbortSignal): Promise<Facts> {
    if (model.runstate !== 'running') return new Map();
    const { vm } = this;
    const wait = { timeoutMs: vm.patienceMs, signal };
    const guest = await vm.guest(wait);
    const look = { guest, model, cpuOf: await vm.cpuNumbers(wait), wasMoved: this.#wasMoved(), wait };
    const seen = await this.#lookAtGuest(look);
    // What is wrong with a vCPU shows in its work, too, but takes longer there.
    if (compareFacts(this, expectedOfGuest(model), seen).length > 0) {
      return new Map([...this.expected({ model } as Expectation), ...seen]);
    }
    const worked = [...(await this.#seenOfCanary(look)), ...(await this.#lookAtLoads(look))];
    this.#remember();
    return new Map([...seen, ...worked]);
  }

  kindOf(fact: string): ReturnType<Witness['kindOf']> {
    if (/runs a process|computes right|wakes a sleeper|own timer|goes on|fire on time/.test(fact))
      return 'cpu-dead';
    if (/went on computing|works right/.test(fact)) return 'cpu-corruption';
    if (fact.startsWith('memory')) return 'memory-corruption';
    if (fact.startsWith('boots')) return 'unexpected-reset';
    if (fact === 'clock') return 'clock-jump';
    return fact.startsWith('kernel') ? 'guest-log' : 'state-mismatch';
  }

  async #lookAtGuest({ guest, model, cpuOf, wasMoved, wait }: Look): Promise<Facts> {
    const { boots, journal, kernelLog } = this.vm;
    const cpus = onlineVcpus(model).map(cpuOf);
    const askedAt = performance.now();
    let answeredAt = askedAt;
    const onAnswer = () => (answeredAt = performance.now());
    const sight = await this.#probe.look(guest, cpus, { ...wait, compareFiles: wasMoved, onAnswer });
    const { uptimeMs, bootId } = sight;
    const boot = boots.numberOf(bootId);
    const reading = { boot, uptimeMs, askedAt, answeredAt, pausedMs: journal.pausedMs };
    const clock = this.#clockOfNow().read(reading, boots.sinceStartMs);
    const said = { boot, announcements: boots.announcements, clock, complaints: kernelLog.complaints };
    return seenOfGuest(model, cpuOf, sight, said);
  }

  async #lookAtLoads({ guest, model, cpuOf, wasMoved, wait }: Look): Promise<Facts> {
    const cpus = onlineVcpus(model).map(cpuOf);
    const parts = new Map<string, LoadSight>();
    for (const kind of model.loads) {
      const load = new GuestLoad(kind);
      const options = { ...wait, thoroughly: wasMoved, settleMs: this.vm.settleMs };
      for (const part of await load.look(guest, cpus, options)) parts.set(...part);
    }
    return seenOfLoads(model, cpuOf, parts);
  }

  #expectedOfCanary(): Facts {
    return new Map(
      (this.vm.canary?.vcpus ?? []).map((vcpu) => [`vCPU ${vcpu} went on computing`, 'right'] as const),
    );
  }

  async #seenOfCanary({ guest, wait }: Look): Promise<Facts> {
    const verdicts = (await this.vm.canary?.end(guest, wait)) ?? [];
    return new Map(
      [...verdicts].map(([vcpu, verdict]) => [`vCPU ${vcpu} went on computing`, verdict] as const),
    );
  }

  /** Memory is compared where the VM was carried to another place, or a part of it was. */
  #wasMoved(): boolean {
    const { machine, journal, boots } = this.vm;
    const last = this.#compared;
    if (!last) return false;
    const moved = last.machine !== machine || last.returns !== boots.returns;
    return moved || journal.countSince(last.position, 'MIGRATION') > 0;
  }

  #remember(): void {
    const { machine, journal, boots } = this.vm;
    this.#compared = { machine, position: journal.position, returns: boots.returns };
  }

  /** A snapshot takes the guest's clock back with everything else. */
  #clockOfNow(): GuestClock {
    const { returns } = this.vm.boots;
    if (returns !== this.#returns) this.#clock = new GuestClock();
    this.#returns = returns;
    return this.#clock;
  }
}
