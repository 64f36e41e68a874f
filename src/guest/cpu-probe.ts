import type { GuestSession } from './session.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { WaitOptions } from '../support/deadline.js';
import { affinityMask } from './affinity-mask.js';
import { parseCpuList } from './cpu-list.js';
import { readInterruptCounts } from './interrupt-counts.js';
import { knownSum, sumInAwk } from './known-sum.js';

/** What the guest's kernel says of its CPUs and of itself. */
export interface GuestSight {
  /** Linux CPU masks, as numbers: /sys/devices/system/cpu/{online,offline,present,possible}. */
  readonly online: readonly number[];
  readonly offline: readonly number[];
  readonly present: readonly number[];
  readonly possible: readonly number[];
  /** /proc/sys/kernel/random/boot_id: another one after every boot. */
  readonly bootId: string;
  readonly uptimeMs: number;
  /** /proc/sys/kernel/tainted: 0 in a healthy guest, a bit for each kind of trouble. */
  readonly tainted: number;
  /** What each probed CPU did, by its number. */
  readonly cpus: ReadonlyMap<number, CpuSight>;
}

/** What a process pinned to one CPU got done. */
export interface CpuSight {
  /** It ran on this CPU and no other. */
  readonly runs: boolean;
  /** What it computed, in integers and floating point, is right. */
  readonly computes: boolean;
  /** It slept and was woken, which takes this CPU's timer. */
  readonly timerFires: boolean;
  /**
   * Another CPU interrupted it meanwhile, which it takes to wake it up. Undefined when a CPU did not answer, so that
   * the second count was never made.
   */
  readonly isInterrupted: boolean | undefined;
}

const rounds = 200;
const expectedSum = knownSum(rounds);

/**
 * Looks at the guest in one command: masks, boot id, uptime, taint; and on each of the given CPUs runs a process that is
 * pinned to it, computes something with a known result, and sleeps for 10 ms. A CPU that does not answer within the
 * deadline is reported as such, not thrown: the others tell that the guest lives.
 *
 * @throws DeadlineError when the guest did not even say its masks; GuestConnectionLostError
 * @throws FindingError `guest-broken` when the command does not do what it does in every healthy guest
 */
export async function lookAtGuest(
  session: GuestSession,
  cpus: readonly number[],
  wait: WaitOptions,
): Promise<GuestSight> {
  let sight = await lookOnce(session, cpus, wait);
  for (let look = 1; look < interruptLooks && missesInterrupts(sight); look++) {
    sight = withInterruptsOf(sight, await lookOnce(session, cpus, wait));
  }
  return sight;
}

/** How often a CPU is looked at before it is said to take no interrupts: one that was awake needed none to be woken. */
const interruptLooks = 5;

function missesInterrupts({ cpus }: GuestSight): boolean {
  return cpus.size > 1 && [...cpus.values()].some(({ isInterrupted }) => isInterrupted === false);
}

function withInterruptsOf(earlier: GuestSight, later: GuestSight): GuestSight {
  const cpus = [...later.cpus].map(([cpu, sight]) => {
    const isInterrupted = earlier.cpus.get(cpu)?.isInterrupted === true || sight.isInterrupted;
    return [cpu, { ...sight, isInterrupted }] as const;
  });
  return { ...later, cpus: new Map(cpus) };
}

async function lookOnce(
  session: GuestSession,
  cpus: readonly number[],
  wait: WaitOptions,
): Promise<GuestSight> {
  const lines: string[] = [];
  try {
    const { code, stderr } = await session.run(probeScript(cpus), {
      ...wait,
      onLine: (line) => lines.push(line),
    });
    if (code !== 0) throw brokenGuest(`a command that must work ended with status ${code ?? 'none'}`, stderr);
  } catch (error) {
    if (!(error instanceof DeadlineError) || !lines.includes('state complete')) throw error;
  }
  return parseSight(lines, cpus);
}

function probeScript(cpus: readonly number[]): string {
  return [
    'cd /sys/devices/system/cpu',
    'for mask in online offline present possible; do read -r value <$mask; echo "$mask $value"; done',
    'read -r value </proc/sys/kernel/random/boot_id; echo "boot_id $value"',
    'read -r value rest </proc/uptime; echo "uptime $value"',
    'read -r value </proc/sys/kernel/tainted; echo "tainted $value"',
    countInterrupts('before'),
    'echo "state complete"',
    ...cpus.map((cpu) => `taskset ${affinityMask(cpu)} sh -c '${pinnedScript(cpu)}' &`),
    'wait',
    countInterrupts('after'),
  ].join('\n');
}

/**
 * Prints the rows of /proc/interrupts that count interrupts between CPUs: IPI on Arm; rescheduling, function call and TLB
 * shootdown on x86. The first row names the columns: the online CPUs.
 */
function countInterrupts(when: 'before' | 'after'): string {
  return `echo 'interrupts ${when}'; grep -E '^ *(CPU|IPI|RES|CAL|TLB)' /proc/interrupts; echo 'interrupts end'`;
}

/** The 39th field of /proc/PID/stat is the CPU it last ran on (proc(5)); the 2nd may hold spaces, so it goes first. */
function pinnedScript(cpu: number): string {
  return [
    `on() { read -r stat </proc/self/stat; set -- \${stat##*)}; eval "processor=\\\${37}"; }`,
    `on; echo "cpu ${cpu} runs $processor"`,
    `awk "BEGIN { ${sumInAwk(rounds)}; printf \\"cpu ${cpu} computes %.6f\\\\n\\", sum }"`,
    `usleep 10000; on; echo "cpu ${cpu} timer $processor"`,
  ].join('\n');
}

function parseSight(lines: readonly string[], cpus: readonly number[]): GuestSight {
  const value = (name: string) => {
    const line = lines.find((l) => l.startsWith(`${name} `) || l === name);
    if (line === undefined) throw brokenGuest(`a command did not say its ${name}`, lines.join(' | '));
    return line.slice(name.length + 1).trim();
  };
  const said = new Set(lines);
  const before = readInterruptCounts(lines, 'before');
  const after = readInterruptCounts(lines, 'after');
  return {
    online: parseCpuList(value('online')),
    offline: parseCpuList(value('offline')),
    present: parseCpuList(value('present')),
    possible: parseCpuList(value('possible')),
    bootId: value('boot_id'),
    uptimeMs: Number(value('uptime')) * 1000,
    tainted: Number(value('tainted')),
    cpus: new Map(
      cpus.map((cpu) => [
        cpu,
        {
          runs: said.has(`cpu ${cpu} runs ${cpu}`),
          computes: said.has(`cpu ${cpu} computes ${expectedSum}`),
          timerFires: said.has(`cpu ${cpu} timer ${cpu}`),
          isInterrupted: after.size === 0 ? undefined : (after.get(cpu) ?? 0) > (before.get(cpu) ?? 0),
        },
      ]),
    ),
  };
}

function brokenGuest(what: string, seen: string): FindingError {
  return new FindingError(`in the guest, ${what}: ${seen.trim() || 'it said nothing'}`, {
    kind: 'guest-broken',
    signature: `guest-broken ${what}`,
    seen,
  });
}
