import { FindingError } from '../support/finding.js';
import { parseCpuList } from './cpu-list.js';
import { workerRounds } from './inside/worker.js';
import { knownSum } from './known-sum.js';

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
  /** Warnings and worse in the kernel's log since it was last read, oldest first. */
  readonly log: readonly LogRecord[];
  /** The files that changed although nobody writes them; undefined when that was not looked at. */
  readonly changedFiles: readonly string[] | undefined;
  /** What each CPU did that was to be looked at, by its number; one that is offline could not be. */
  readonly cpus: ReadonlyMap<number, CpuSight>;
}

/** A record of the kernel's log. */
export interface LogRecord {
  /** As in syslog: 4 is a warning, 3 an error, 0 an emergency. */
  readonly level: number;
  readonly text: string;
}

/** What a process pinned to one CPU got done. */
export interface CpuSight {
  /** It ran on this CPU and no other. */
  readonly runs: boolean;
  /** What it computed, in integers and floating point, is right. */
  readonly computes: boolean;
  /** It slept and was woken, on this CPU. */
  readonly wakes: boolean;
  /** This CPU's own timer interrupted it meanwhile. Undefined when a CPU did not answer: then it was not counted. */
  readonly timerInterrupts: boolean | undefined;
  /** Another CPU interrupted it meanwhile, which it takes to wake it up. Undefined as above. */
  readonly isInterrupted: boolean | undefined;
}

const expectedSum = knownSum(workerRounds);

/** Makes sense of what a look printed, whole or up to where it got stuck. */
export function readSight(lines: readonly string[], cpus: readonly number[]): GuestSight {
  const value = (name: string) => {
    const line = lines.find((each) => each === name || each.startsWith(`${name} `));
    if (line === undefined) throw brokenGuest(`a command did not say its ${name}`, lines.join(' | '));
    return line.slice(name.length + 1).trim();
  };
  const said = new Set(lines);
  const [before, after] = interruptCounts(lines);
  const moved = (cpu: number, kind: keyof InterruptCounts) =>
    before?.size && after?.size ? isMore(before, after, cpu, kind) : undefined;
  return {
    online: parseCpuList(value('online')),
    offline: parseCpuList(value('offline')),
    present: parseCpuList(value('present')),
    possible: parseCpuList(value('possible')),
    bootId: value('boot_id'),
    uptimeMs: Number(value('uptime')) * 1000,
    tainted: Number(value('tainted')),
    log: lines.flatMap(readRecord),
    changedFiles: readChangedFiles(lines),
    cpus: new Map(
      cpus
        .filter((cpu) => !said.has(`cpu ${cpu} offline`))
        .map((cpu) => [
          cpu,
          {
            runs: said.has(`cpu ${cpu} runs ${cpu}`),
            computes: said.has(`cpu ${cpu} computes ${expectedSum}`),
            wakes: said.has(`cpu ${cpu} timer ${cpu}`),
            timerInterrupts: moved(cpu, 'timer'),
            isInterrupted: moved(cpu, 'others'),
          },
        ]),
    ),
  };
}

/** The CPUs whose worker says that it is somewhere else: its affinity was lost. */
export function strayed(lines: readonly string[], cpus: readonly number[]): number[] {
  return cpus.filter((cpu) =>
    lines.some(
      (line) =>
        /^cpu \d+ (runs|timer) /.test(line) && line.startsWith(`cpu ${cpu} `) && !line.endsWith(` ${cpu}`),
    ),
  );
}

/** Interrupts of one CPU since the guest's boot. */
export interface InterruptCounts {
  /** By its own timer. */
  readonly timer: number;
  /** By other CPUs. */
  readonly others: number;
}

/** The lines `interrupts CPU:TIMER:OTHERS …`, in their order. */
export function interruptCounts(lines: readonly string[]): ReadonlyMap<number, InterruptCounts>[] {
  return lines
    .filter((line) => line.startsWith('interrupts '))
    .map((line) => {
      const columns = line.split(' ').slice(1);
      return new Map(
        columns.map((column) => {
          const [cpu = NaN, timer = NaN, others = NaN] = column.split(':').map(Number);
          return [cpu, { timer, others }];
        }),
      );
    });
}

/** Whether a CPU was interrupted between two counts. */
export function isMore(
  before: ReadonlyMap<number, InterruptCounts>,
  after: ReadonlyMap<number, InterruptCounts>,
  cpu: number,
  kind: keyof InterruptCounts,
): boolean {
  return (after.get(cpu)?.[kind] ?? 0) > (before.get(cpu)?.[kind] ?? 0);
}

function readRecord(line: string): LogRecord[] {
  const [, level, text = ''] = /^log (\d) (.*)$/.exec(line) ?? [];
  return level === undefined ? [] : [{ level: Number(level), text }];
}

/** `md5sum -c` prints `FILE: OK` or `FILE: FAILED`. */
function readChangedFiles(lines: readonly string[]): string[] | undefined {
  if (!lines.includes('files compared')) return undefined;
  const compared = lines.filter((line) => line.startsWith('file ') && !line.endsWith(': OK'));
  return compared.map((line) => line.slice('file '.length).replace(/: FAILED$/, ''));
}

export function brokenGuest(what: string, seen: string): FindingError {
  return new FindingError(`in the guest, ${what}: ${seen.trim() || 'it said nothing'}`, {
    kind: 'guest-broken',
    signature: `guest-broken ${what}`,
    seen,
  });
}
