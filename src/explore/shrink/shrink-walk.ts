import { isDeepStrictEqual } from 'node:util';
import { describeStep } from '../../model/index.js';
import { writeScenario } from '../../scenario/index.js';
import { UsageError } from '../../support/errors.js';
import { confirm, type Frequency } from '../confirm.js';
import { stepCount, type ExploredWalk } from '../explored.js';
import { fewerSteps, lastSteps } from './fewer-steps.js';
import { firstThatShows, type SideBySide } from './first-that-shows.js';
import { simplerSteps } from './simpler-steps.js';
import { smallerMachine } from './smaller-machine.js';
import { SteadyTrials, type Trial } from './trials.js';

/** Why a walk did not get smaller. */
export type ShrinkEnd =
  /** Nothing that is simpler shows it. */
  | 'smallest'
  /** The time was up. */
  | 'budget'
  | 'interrupted'
  /** The surroundings broke again and again. */
  | 'errors'
  /** It never showed again. */
  | 'not reproduced';

export interface Shrunk extends Frequency {
  readonly walk: ExploredWalk;
  readonly end: ShrinkEnd;
  /** How many walks it took. */
  readonly trials: number;
  /** What broke, where `end` is `errors`. */
  readonly error?: unknown;
}

export interface ShrinkOptions {
  readonly trial: Trial;
  readonly jobs: number;
  /** Milliseconds. */
  readonly budgetMs: number;
  /** Ends it with the best so far. */
  readonly signal: AbortSignal;
  /** Told of every walk that is the smallest so far. */
  readonly onBest?: ((walk: ExploredWalk) => void) | undefined;
}

/** So often a walk is tried again before it is called certain, and so often before it is given up. */
const [certainTimes, mostTimes] = [2, 12];
/** How often the smallest walk is walked to say how often it shows. */
const [finalTimes, finalTimesIfUncertain] = [3, 12];
/** How sure one must be that a walk does not show what shows only sometimes. */
const doubt = 0.05;
/** The part of the budget after which nothing smaller is looked for: the rest is for finding out how often the smallest shows. */
const improvingPart = 0.75;

/**
 * Looks for the smallest walk that shows the same: fewer steps, simpler ones, fewer vCPUs. What does not show every time is tried so
 * often that a walk which never shows it can be told. Ends with the best so far when the time is up or the signal aborts.
 */
export async function shrinkWalk(walk: ExploredWalk, options: ShrinkOptions): Promise<Shrunk> {
  const trials = new SteadyTrials(options.trial);
  const inTime = AbortSignal.timeout(options.budgetMs);
  const signal = AbortSignal.any([options.signal, inTime]);
  const improving = AbortSignal.timeout(options.budgetMs * improvingPart);
  const shrinking = new Shrinking(walk, { trials, jobs: options.jobs, signal }, options.onBest);
  try {
    const end = await shrinking.run(improving);
    return { ...shrinking.result(), end, trials: trials.count };
  } catch (error) {
    const end = options.signal.aborted ? 'interrupted' : inTime.aborted ? 'budget' : 'errors';
    return { ...shrinking.result(), end, trials: trials.count, ...(end === 'errors' && { error }) };
  }
}

interface Accepted {
  readonly walk: ExploredWalk;
  /** How often it had shown when it was accepted: that is why it was, and says nothing of how often it shows. */
  readonly before: Frequency;
}

class Shrinking {
  readonly #sideBySide: SideBySide;
  readonly #onBest: ShrinkOptions['onBest'];
  /** What was tried and did not show it; as texts, since many ways lead to one walk. */
  readonly #tried = new Set<string>();
  /** Each smaller than the one before it. */
  readonly #accepted: [Accepted, ...Accepted[]];
  #frequency: Frequency | undefined;

  constructor(walk: ExploredWalk, sideBySide: SideBySide, onBest: ShrinkOptions['onBest']) {
    this.#accepted = [{ walk, before: { shows: 0, of: 0 } }];
    this.#sideBySide = sideBySide;
    this.#onBest = onBest;
  }

  get #best(): ExploredWalk {
    return (this.#accepted.at(-1) ?? this.#accepted[0]).walk;
  }

  /** The best so far, and how often it showed. */
  result(): Frequency & { readonly walk: ExploredWalk } {
    const { walk, before } = this.#accepted.at(-1) ?? this.#accepted[0];
    const tally = this.#sideBySide.trials.tallyOf(walk);
    const since = { shows: tally.shows - before.shows, of: tally.of - before.of };
    return { walk, ...(this.#frequency ?? since) };
  }

  /** @param improving - aborts when nothing smaller is to be looked for any more */
  async run(improving: AbortSignal): Promise<ShrinkEnd> {
    // A walk of a few steps takes seconds, the whole one perhaps a minute: where one of them shows it, that is saved.
    await this.#inTime(improving, async (sideBySide) => {
      const short = await firstThatShows([...lastSteps(this.#best)], 1, sideBySide);
      if (short) this.#accept(short);
    });
    let first = await this.#confirm();
    if (first.shows === 0 && this.#stepBack()) first = await this.#confirm();
    if (first.shows === 0) return 'not reproduced';
    const isCertain = first.shows === first.of;
    const attempts = isCertain ? 1 : attemptsFor(first.shows / first.of);
    const isSmallest = await this.#inTime(improving, async (sideBySide) => {
      while (await this.#improve(attempts, sideBySide));
    });
    await this.#countShows(isCertain ? finalTimes : finalTimesIfUncertain);
    return isSmallest ? 'smallest' : 'budget';
  }

  async #confirm(): Promise<Frequency> {
    const { shows, of } = await this.#walkAgain(certainTimes);
    if (shows === of && of > 0) return { shows, of };
    const more = await this.#walkAgain(mostTimes - of, 3 - shows);
    return { shows: shows + more.shows, of: of + more.of };
  }

  async #walkAgain(atMost: number, enough = atMost): Promise<Frequency> {
    return await confirm(this.#best, { ...this.#sideBySide, atMost, enough });
  }

  /** @returns whether it came to its end before there was no more time for it */
  async #inTime(improving: AbortSignal, look: (sideBySide: SideBySide) => Promise<void>): Promise<boolean> {
    const { signal } = this.#sideBySide;
    try {
      await look({ ...this.#sideBySide, signal: AbortSignal.any([signal, improving]) });
      return true;
    } catch (error) {
      if (signal.aborted || !improving.aborted) throw error;
      return false;
    }
  }

  /**
   * Finds out how often the best shows. What showed only when it was accepted, and never again, is not the one to give away: the one
   * before it is.
   */
  async #countShows(times: number): Promise<void> {
    for (;;) {
      let last = await this.#walkAgain(times);
      if (last.shows > 0 && last.shows < last.of && times < finalTimesIfUncertain) {
        const more = await this.#walkAgain(finalTimesIfUncertain - last.of);
        last = { shows: last.shows + more.shows, of: last.of + more.of };
      }
      if (last.shows > 0) this.#frequency = last;
      if (last.shows > 0 || last.of === 0 || !this.#stepBack()) return;
    }
  }

  /** @returns whether there is a smaller one now */
  async #improve(attempts: number, sideBySide: SideBySide): Promise<boolean> {
    for (const candidatesOf of [fewerSteps, smallerMachine, simplerSteps]) {
      const candidates = this.#untried(candidatesOf(this.#best));
      const smaller = await firstThatShows(candidates, attempts, sideBySide);
      if (smaller) {
        this.#accept(smaller);
        return true;
      }
      for (const walk of candidates) this.#tried.add(textOf(walk));
    }
    return false;
  }

  #accept(smaller: ExploredWalk): void {
    this.#accepted.push({ walk: smaller, before: this.#sideBySide.trials.tallyOf(smaller) });
    this.#onBest?.(smaller);
  }

  /** @returns whether there was one before it */
  #stepBack(): boolean {
    if (this.#accepted.length === 1) return false;
    this.#accepted.pop();
    this.#onBest?.(this.#best);
    return true;
  }

  #untried(candidates: Iterable<ExploredWalk>): ExploredWalk[] {
    const byText = new Map<string, ExploredWalk>();
    for (const walk of candidates) {
      const text = textOf(walk);
      if (this.#tried.has(text) || byText.has(text) || isDeepStrictEqual(walk, this.#best)) continue;
      if (canBeWritten(walk)) byText.set(text, walk);
    }
    return [...byText.values()];
  }
}

function attemptsFor(rate: number): number {
  return Math.min(mostTimes + 4, Math.ceil(Math.log(doubt) / Math.log(1 - rate)));
}

/** A free slot, for one, can have become one that is not there: what is found must be what can be given away. */
function canBeWritten(walk: ExploredWalk): boolean {
  try {
    writeScenario({ proves: 'It shows.', walk });
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

function textOf({ shape, steps }: ExploredWalk): string {
  return JSON.stringify([shape, steps.map(describeStep), stepCount(steps)]);
}
