import type { CpuNumbers, GuestSight, LogRecord } from '../guest/index.js';
import { onlineVcpus, type VmModel } from '../model/index.js';
import { consoleSign, tellsOfStall } from '../vm/index.js';
import { yesNo, type Facts } from './witness.js';

/** What must be seen of a running guest. */
export function expectedOfGuest(model: VmModel): Facts {
  const facts = new Map<string, string>();
  const severalOnline = onlineVcpus(model).length > 1;
  // The first that differs is told first: a vCPU that is missing explains what the others lack.
  for (const [number, { present, online }] of model.vcpus.entries()) {
    facts.set(`vCPU ${number} is possible`, 'yes');
    facts.set(`vCPU ${number} is present`, yesNo(present));
    facts.set(`vCPU ${number} is online`, yesNo(online));
    facts.set(`vCPU ${number} is in the offline mask`, yesNo(!online));
  }
  for (const number of onlineVcpus(model)) {
    facts.set(`vCPU ${number} runs a process pinned to it`, 'yes');
    facts.set(`vCPU ${number} computes right`, 'yes');
    facts.set(`vCPU ${number} wakes a sleeper by its timer`, 'yes');
    facts.set(`vCPU ${number} is interrupted by its own timer`, 'yes');
    if (severalOnline) facts.set(`vCPU ${number} takes interrupts of other vCPUs`, 'yes');
  }
  facts.set('boots, by the boot id', String(model.boot));
  facts.set('boots, by the console', String(model.boots));
  facts.set('clock', 'in step with the host');
  facts.set('kernel is tainted', 'no');
  facts.set('kernel complains on the console', 'no');
  facts.set('kernel complains in its log', 'no');
  facts.set('memory that nobody writes', 'unchanged');
  return facts;
}

/** TAINT_SOFTLOCKUP (Linux, Documentation/admin-guide/tainted-kernels.rst): a starved host makes one in a healthy guest. */
const softLockup = 1 << 14;

/** What others say of a guest that was looked at. */
export interface SaidOfGuest {
  /** Which boot it is in, by its boot id. */
  readonly boot: number;
  /** How often its console told of a boot. */
  readonly announcements: number;
  /** How its clock goes. */
  readonly clock: string;
  /** What its kernel complained of on the console. */
  readonly complaints: readonly string[];
}

/** What was seen of a running guest. */
export function seenOfGuest(model: VmModel, cpuOf: CpuNumbers, sight: GuestSight, said: SaidOfGuest): Facts {
  const facts = new Map<string, string>();
  for (const number of model.vcpus.keys()) {
    const linuxCpu = cpuOf(number);
    facts.set(`vCPU ${number} is possible`, yesNo(sight.possible.includes(linuxCpu)));
    facts.set(`vCPU ${number} is present`, yesNo(sight.present.includes(linuxCpu)));
    facts.set(`vCPU ${number} is online`, yesNo(sight.online.includes(linuxCpu)));
    facts.set(`vCPU ${number} is in the offline mask`, yesNo(sight.offline.includes(linuxCpu)));
    const cpu = sight.cpus.get(linuxCpu);
    // One that is offline was not asked: that it is offline is the finding, and may be so for a moment only.
    facts.set(`vCPU ${number} runs a process pinned to it`, yesNo(cpu?.runs ?? true));
    facts.set(`vCPU ${number} computes right`, yesNo(cpu?.computes ?? true));
    facts.set(`vCPU ${number} wakes a sleeper by its timer`, yesNo(cpu?.wakes ?? true));
    // Not counted because another vCPU is dead: that one is the finding.
    facts.set(`vCPU ${number} is interrupted by its own timer`, yesNo(cpu?.timerInterrupts ?? true));
    facts.set(`vCPU ${number} takes interrupts of other vCPUs`, yesNo(cpu?.isInterrupted ?? true));
  }
  facts.set('boots, by the boot id', String(said.boot));
  facts.set('boots, by the console', String(said.announcements));
  facts.set('clock', said.clock);
  const tainted = sight.tainted & ~softLockup;
  facts.set('kernel is tainted', tainted === 0 ? 'no' : `yes, by ${tainted}`);
  facts.set('kernel complains on the console', complaint(said.complaints));
  facts.set('kernel complains in its log', complaint(sight.log.filter(isComplaint).map(({ text }) => text)));
  const changed = sight.changedFiles ?? [];
  facts.set(
    'memory that nobody writes',
    changed.length === 0 ? 'unchanged' : `changed in ${changed.join(', ')}`,
  );
  return facts;
}

function isComplaint({ text }: LogRecord): boolean {
  return consoleSign(text) !== undefined && !tellsOfStall(text);
}

function complaint([first]: readonly string[]): string {
  return first === undefined ? 'no' : `yes: ${first}`;
}
