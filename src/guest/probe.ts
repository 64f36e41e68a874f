import { DeadlineError } from '../support/errors.js';
import type { WaitOptions } from '../support/deadline.js';
import { affinityMask } from './affinity-mask.js';
import { station } from './inside/station.js';
import type { GuestSession } from './session.js';
import { brokenGuest, interruptCounts, isMore, readSight, strayed, type GuestSight } from './sight.js';

/** How often a CPU is woken before it is said to take no interrupts: one that is awake needs none to be woken. */
const wakings = 8;

interface LookOptions extends WaitOptions {
  readonly compareFiles: boolean;
  readonly onAnswer?: () => void;
}

/**
 * Looks at a guest again and again. On each CPU that was ever looked at a process stays, pinned to it: also through a
 * migration, so that what it does afterwards it does with what it had before.
 */
export class GuestProbe {
  #looks = 0;
  #online: ReadonlySet<number> = new Set();

  /**
   * Looks at the guest once: masks, boot id, uptime, taint, log; and has the process on each of these CPUs compute something with
   * a known result, and sleep for 10 ms. A CPU that does not answer within the deadline is reported as such, not thrown: the
   * others tell that the guest lives.
   *
   * @param cpus - those that must be online
   * @param options - `compareFiles`: whether to look at memory that nobody writes, too; `onAnswer`: called as soon as the guest has
   *   said its uptime
   * @throws DeadlineError when the guest did not even say its masks; GuestConnectionLostError
   * @throws FindingError `guest-broken` when it does not do what every healthy guest does
   */
  async look(
    session: GuestSession,
    cpus: readonly number[],
    { compareFiles, ...options }: LookOptions,
  ): Promise<GuestSight> {
    const look = (token: string) => `look ${token} ${masked(cpus)}${compareFiles ? '; compare_files' : ''}`;
    const returned = this.#looks === 0 ? [] : cpus.filter((cpu) => !this.#online.has(cpu));
    let lines = await this.#ask(session, (token) => `${pin(returned)}${look(token)}`, options);
    const astray = strayed(lines, cpus);
    if (astray.length > 0) {
      const records = lines.filter((line) => line.startsWith('log '));
      lines = [...records, ...(await this.#ask(session, (token) => `${pin(astray)}${look(token)}`, options))];
    }
    const sight = readSight(lines, cpus);
    this.#online = new Set(sight.online);
    return cpus.length > 1 ? this.#withInterrupts(session, sight, lines, options) : sight;
  }

  /** Has CPUs that were not interrupted woken by others, until they are. */
  async #withInterrupts(
    session: GuestSession,
    sight: GuestSight,
    lines: readonly string[],
    wait: WaitOptions,
  ): Promise<GuestSight> {
    const [before] = interruptCounts(lines);
    const cpus = new Map(sight.cpus);
    for (let waking = 0; before && waking < wakings; waking++) {
      const missing = [...cpus].flatMap(([cpu, { isInterrupted }]) => (isInterrupted === false ? [cpu] : []));
      if (missing.length === 0) break;
      const pairs = missing.map((cpu) => `${neighbour(cpu, [...cpus.keys()], waking)}:${cpu}`);
      const [after] = interruptCounts(await this.#wake(session, pairs.join(' '), wait));
      // A CPU that does not even answer has no more chances.
      if (!after) break;
      for (const cpu of missing) {
        const was = cpus.get(cpu);
        if (was) cpus.set(cpu, { ...was, isInterrupted: isMore(before, after, cpu, 'others') });
      }
    }
    return { ...sight, cpus };
  }

  /** Nothing when they do not wake up. */
  async #wake(session: GuestSession, pairs: string, wait: WaitOptions): Promise<string[]> {
    try {
      return await this.#ask(session, (token) => `wake ${token} ${pairs}`, wait);
    } catch (error) {
      if (error instanceof DeadlineError) return [];
      throw error;
    }
  }

  async #ask(
    session: GuestSession,
    script: (token: string) => string,
    { onAnswer, ...wait }: WaitOptions & Pick<LookOptions, 'onAnswer'>,
  ): Promise<string[]> {
    this.#looks += 1;
    const lines: string[] = [];
    try {
      const onLine = (line: string) => {
        if (line.startsWith('uptime ')) onAnswer?.();
        lines.push(line);
      };
      const options = { ...wait, prelude: station, onLine };
      const { code, output } = await session.ask(script(`look-${this.#looks}`), options);
      if (code !== 0) throw brokenGuest(`a command that must work ended with status ${code}`, output);
    } catch (error) {
      if (!(error instanceof DeadlineError) || !lines.includes('state complete')) throw error;
    }
    return lines;
  }
}

function pin(cpus: readonly number[]): string {
  return cpus.length === 0 ? '' : `pin ${masked(cpus)}; `;
}

function masked(cpus: readonly number[]): string {
  return cpus.map((cpu) => `${cpu}:${affinityMask(cpu)}`).join(' ');
}

/** Another one of them each time. */
function neighbour(cpu: number, cpus: readonly number[], time: number): number {
  const others = cpus.filter((each) => each !== cpu);
  return others[time % others.length] ?? cpu;
}
