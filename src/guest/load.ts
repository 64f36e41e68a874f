import { DeadlineError } from '../support/errors.js';
import type { WaitOptions } from '../support/deadline.js';
import { affinityMask } from './affinity-mask.js';
import { loadStation, memoryBlocks } from './inside/loads.js';
import { station } from './inside/station.js';
import type { GuestSession } from './session.js';

/** What keeps the guest at work; `canary` is the same as `cpus`, for a single step. */
export type LoadKind = 'cpus' | 'timers' | 'memory' | 'canary';

/** How a part of a load does. */
export interface LoadSight {
  /** The CPU that it is pinned to; undefined for memory, which any CPU writes. */
  readonly cpu: number | undefined;
  /** It went round again, on that CPU. */
  readonly goesOn: boolean;
  /** What was wrong when it looked at its own results; undefined when nothing was. */
  readonly wrong: string | undefined;
}

/** How a load is looked at. */
export interface LookOptions extends WaitOptions {
  /** All memory that the load has written is to be compared once more. */
  readonly thoroughly: boolean;
  /** Milliseconds that this host may keep a healthy guest waiting: a timer that it starts now may be late by that, if it is long. */
  readonly settleMs?: number;
}

/** Milliseconds between two wakings; each CPU has a timer of each. */
const timerPeriodsMs = [50, 170, 600];

/** Milliseconds that a timer may be late in the guest's time on any host: one that has much to do runs no vCPU for long. */
const leastLateMs = 20_000;

const prelude = `${station}\n${loadStation}`;

/**
 * Processes in the guest that keep it at work and look at their own results. They live in the guest alone, and go through a
 * migration with it; a reset ends them.
 */
export class GuestLoad {
  constructor(readonly kind: LoadKind) {}

  /**
   * Starts what does not run yet on these CPUs, ends what runs on others, and waits until every part has gone on.
   *
   * @param cpus - those that are online
   * @returns by the part's name; a part that does not go on within the deadline is told as such, not thrown
   * @throws DeadlineError when the guest said nothing at all; GuestConnectionLostError
   */
  async look(
    session: GuestSession,
    cpus: readonly number[],
    { thoroughly, settleMs = 0, ...wait }: LookOptions,
  ): Promise<ReadonlyMap<string, LoadSight>> {
    const parts = this.#parts(cpus, Math.max(leastLateMs, Math.round(settleMs)));
    const rounds = thoroughly && this.kind === 'memory' ? memoryBlocks + 1 : 1;
    const script = `end_other ${this.kind} ${parts.join(' ')}; watch ${rounds} ${parts.join(' ')}; :`;
    return read(await this.#ask(session, script, wait), parts.map(nameOf));
  }

  /** Ends all of it, and tells how it went. @throws GuestConnectionLostError */
  async end(
    session: GuestSession,
    cpus: readonly number[],
    wait: WaitOptions,
  ): Promise<ReadonlyMap<string, LoadSight>> {
    return read(await this.#ask(session, `end_other ${this.kind}; :`, wait), this.#parts(cpus).map(nameOf));
  }

  /** The output until the deadline. */
  async #ask(session: GuestSession, script: string, wait: WaitOptions): Promise<string[]> {
    const lines: string[] = [];
    try {
      await session.ask(script, { ...wait, prelude, onLine: (line) => lines.push(line) });
    } catch (error) {
      if (!(error instanceof DeadlineError)) throw error;
    }
    return lines;
  }

  #parts(cpus: readonly number[], lateMs = leastLateMs): string[] {
    const { kind } = this;
    if (kind === 'memory') return [`${kind}-0:any:memory:`];
    return cpus.flatMap((cpu) => {
      const mask = affinityMask(cpu);
      if (kind !== 'timers') return [`${kind}-${cpu}:${mask}:busy:`];
      return timerPeriodsMs.map((period) => `${kind}-${cpu}.${period}:${mask}:timers:${period}:${lateMs}`);
    });
  }
}

function nameOf(part: string): string {
  return part.slice(0, part.indexOf(':'));
}

/** Those that were to go on, and those that were ended. */
function read(lines: readonly string[], names: readonly string[]): ReadonlyMap<string, LoadSight> {
  const said = new Map(
    lines.flatMap((line) => {
      const [, name, what] = /^load (\S+) (.*)$/.exec(line) ?? [];
      return name === undefined || what === undefined ? [] : [[name, what] as const];
    }),
  );
  return new Map(
    [...new Set([...names, ...said.keys()])].map((name) => {
      const what = said.get(name);
      const ended = what?.startsWith('ended ') ? what.slice('ended '.length) : undefined;
      const cpu = /-(\d+)/.exec(name)?.[1];
      const sight: LoadSight = {
        cpu: name.startsWith('memory') || cpu === undefined ? undefined : Number(cpu),
        goesOn: what === 'goes on' || ended !== undefined,
        wrong:
          ended === undefined || ended === 'right, status 0' ? undefined : ended.replace(/, status 0$/, ''),
      };
      return [name, sight];
    }),
  );
}
