import { lookAtGuest, type CpuNumbers, type GuestSight } from '../guest/index.js';
import { onlineVcpus } from '../model/index.js';
import type { Vm } from '../vm/index.js';
import { GuestClock } from './guest-clock.js';
import { yesNo, type Expectation, type Facts, type Witness } from './witness.js';

/** The guest's kernel and its processes, over SSH. */
export class GuestWitness implements Witness {
  readonly name = 'guest';
  #clock = new GuestClock();
  #returns = 0;

  constructor(private readonly vm: Vm) {}

  expected({ model }: Expectation): Facts {
    if (model.runstate !== 'running') return new Map();
    const facts = new Map<string, string>();
    const severalOnline = onlineVcpus(model).length > 1;
    for (const [number, vcpu] of model.vcpus.entries()) {
      facts.set(`vCPU ${number} is possible`, 'yes');
      facts.set(`vCPU ${number} is present`, yesNo(vcpu.present));
      facts.set(`vCPU ${number} is online`, yesNo(vcpu.online));
      facts.set(`vCPU ${number} is in the offline mask`, yesNo(!vcpu.online));
      if (vcpu.online) {
        facts.set(`vCPU ${number} runs a process pinned to it`, 'yes');
        facts.set(`vCPU ${number} computes right`, 'yes');
        facts.set(`vCPU ${number} wakes a sleeper by its timer`, 'yes');
        if (severalOnline) facts.set(`vCPU ${number} takes interrupts of other vCPUs`, 'yes');
      }
    }
    for (const cpu of this.vm.canary?.cpus ?? []) facts.set(`vCPU ${cpu} went on computing`, 'right');
    facts.set('boots, by the boot id', String(model.boot));
    facts.set('boots, by the console', String(model.boots));
    facts.set('clock', 'in step with the host');
    facts.set('kernel is tainted', 'no');
    facts.set('kernel complains on the console', 'no');
    return facts;
  }

  async observe({ model }: Expectation, signal: AbortSignal): Promise<Facts> {
    if (model.runstate !== 'running') return new Map();
    const wait = { timeoutMs: this.vm.patienceMs, signal };
    const guest = await this.vm.guest(wait);
    const verdicts = (await this.vm.canary?.end(guest, wait)) ?? [];
    const cpuOf = await this.vm.cpuNumbers(wait);
    const sight = await lookAtGuest(guest, onlineVcpus(model).map(cpuOf), wait);
    const computed = [...verdicts].map(
      ([cpu, verdict]) => [`vCPU ${cpu} went on computing`, verdict] as const,
    );
    return new Map([...computed, ...this.#facts(model.vcpus.length, cpuOf, sight)]);
  }

  kindOf(fact: string): ReturnType<Witness['kindOf']> {
    if (/runs a process|computes right|wakes a sleeper/.test(fact)) return 'cpu-dead';
    if (fact.endsWith('went on computing')) return 'cpu-corruption';
    if (fact.startsWith('boots')) return 'unexpected-reset';
    if (fact === 'clock') return 'clock-jump';
    return fact.startsWith('kernel') ? 'guest-log' : 'state-mismatch';
  }

  #facts(vcpus: number, cpuOf: CpuNumbers, sight: GuestSight): Facts {
    const { boots, kernelLog } = this.vm;
    const facts = new Map<string, string>();
    for (let number = 0; number < vcpus; number++) {
      const linuxCpu = cpuOf(number);
      facts.set(`vCPU ${number} is possible`, yesNo(sight.possible.includes(linuxCpu)));
      facts.set(`vCPU ${number} is present`, yesNo(sight.present.includes(linuxCpu)));
      facts.set(`vCPU ${number} is online`, yesNo(sight.online.includes(linuxCpu)));
      facts.set(`vCPU ${number} is in the offline mask`, yesNo(sight.offline.includes(linuxCpu)));
      const cpu = sight.cpus.get(linuxCpu);
      facts.set(`vCPU ${number} runs a process pinned to it`, yesNo(cpu?.runs ?? false));
      facts.set(`vCPU ${number} computes right`, yesNo(cpu?.computes ?? false));
      facts.set(`vCPU ${number} wakes a sleeper by its timer`, yesNo(cpu?.timerFires ?? false));
      // Not counted because another vCPU is dead: that one is the finding.
      facts.set(`vCPU ${number} takes interrupts of other vCPUs`, yesNo(cpu?.isInterrupted ?? true));
    }
    const boot = boots.numberOf(sight.bootId);
    facts.set('boots, by the boot id', String(boot));
    facts.set('boots, by the console', String(boots.announcements));
    facts.set('clock', this.#clockOfNow().read(boot, sight.uptimeMs, boots.sinceStartMs));
    facts.set('kernel is tainted', sight.tainted === 0 ? 'no' : `yes, by ${sight.tainted}`);
    const [complaint] = kernelLog.complaints;
    facts.set('kernel complains on the console', complaint === undefined ? 'no' : `yes: ${complaint}`);
    return facts;
  }

  /** A snapshot takes the guest's clock back with everything else. */
  #clockOfNow(): GuestClock {
    const { returns } = this.vm.boots;
    if (returns !== this.#returns) this.#clock = new GuestClock();
    this.#returns = returns;
    return this.#clock;
  }
}
