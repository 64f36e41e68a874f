import { EnvironmentError } from '../support/errors.js';
import { missProbability, passesNeeded, type FaultRate } from './confidence.js';
import type { Bench } from './bench.js';
import type { CommitEvidence, Evidence } from './evidence.js';
import type { Journal, SkipCause, Verdict } from './journal.js';
import { walkForAnswers } from './walk-for-answers.js';

/** So many runs with other findings, and a commit is given up. */
const othersForSkip = 2;

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly because?: SkipCause;
}

interface JudgeOptions {
  readonly bench: Bench;
  readonly journal: Journal;
  readonly evidence: Evidence;
  /** How often the failure shows where it is, as far as it is known by now. */
  readonly rate: () => FaultRate;
  /** How likely a commit with the fault may be called good. */
  readonly risk: number;
}

/** Builds and tries commits until it is clear what they are. What the journal has of them is not tried again. */
export class Judge {
  readonly #options: JudgeOptions;
  #built: string | undefined;

  constructor(options: JudgeOptions) {
    this.#options = options;
  }

  /** Makes sure that the commit's QEMU is what is built. @returns why it cannot be */
  async build(commit: string, signal: AbortSignal): Promise<string | undefined> {
    const { evidence } = this.#options;
    const { unbuilt, unfit } = evidence.of(commit);
    const cannot = unbuilt ?? unfit;
    if (cannot !== undefined || this.#built === commit) return cannot;
    return await this.#build(commit, signal);
  }

  async #build(commit: string, signal: AbortSignal): Promise<string | undefined> {
    const { bench, journal, evidence } = this.#options;
    const started = Date.now();
    this.#built = undefined;
    const failure = await bench.build(commit, signal);
    if (failure !== undefined && evidence.of(commit).wasBuilt)
      throw new EnvironmentError(
        `${commit} was built before, and now ${failure}. Something around it has changed: mend it, and the same command goes on`,
      );
    const at = Date.now();
    journal.add({
      ...{ type: 'built', at, commit, ms: at - started },
      ...(failure !== undefined && { failure }),
    });
    if (failure === undefined) this.#built = commit;
    return failure;
  }

  /** As {@link judge}, after a build from nothing, whatever is known of the last one. */
  async judgeAnew(commit: string, signal: AbortSignal): Promise<Judgement> {
    this.#options.bench.clear();
    await this.#build(commit, signal);
    return await this.judge(commit, signal);
  }

  /** @throws EnvironmentError when the surroundings break; the signal's reason */
  async judge(commit: string, signal: AbortSignal): Promise<Judgement> {
    const { evidence, rate, risk } = this.#options;
    for (;;) {
      const known = evidence.of(commit);
      const clear = judgementOf(known, rate());
      if (clear) return clear;
      const missing = passesNeeded(rate(), risk) - known.passes;
      if (missing <= 0) return { verdict: 'good', reason: goodReason(known, rate()) };
      const brokenOff = await this.tryAgain(commit, missing, signal);
      if (brokenOff !== undefined) return { verdict: 'skip', reason: brokenOff, because: 'walks broke off' };
    }
  }

  /**
   * Runs the culprit's cell so many times more, until it fails or shows to be unfit.
   *
   * @returns what to say when too many walks broke off
   */
  async tryAgain(commit: string, times: number, signal: AbortSignal): Promise<string | undefined> {
    if ((await this.build(commit, signal)) !== undefined) return undefined;
    return await this.walk(commit, times, { untilFailure: true }, signal);
  }

  async walk(
    commit: string,
    times: number,
    { untilFailure }: { readonly untilFailure: boolean },
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { bench, journal, evidence } = this.#options;
    const { culprit } = evidence;
    if (!culprit) throw new Error('nobody knows yet which failure is looked for');
    return await walkForAnswers({ commit, culprit, times, untilFailure }, { bench, journal }, signal);
  }
}

/** What is clear without any pass. */
function judgementOf(known: CommitEvidence, rate: FaultRate): Judgement | undefined {
  const { failures, passes, others, unbuilt, unfit, other } = known;
  if (failures > 0) return { verdict: 'bad', reason: `failed in ${failures} of ${runs(failures + passes)}` };
  if (unbuilt !== undefined) return { verdict: 'skip', reason: unbuilt, because: 'does not build' };
  if (unfit !== undefined) return { verdict: 'skip', reason: unfit };
  if (others < othersForSkip) return undefined;
  const quiet = missProbability(rate, passes);
  const also = passes > 0 ? `; passed ${passes} times, which would be chance in ${percent(quiet)}` : '';
  return { verdict: 'skip', reason: `another finding: ${other ?? ''}${also}` };
}

function goodReason({ passes, others, other }: CommitEvidence, rate: FaultRate): string {
  const also = others > 0 ? `; ${runs(others)} had another finding: ${other ?? ''}` : '';
  return `passed ${passes} of ${runs(passes + others)}; with the fault, ${percent(missProbability(rate, passes))} of such tries do${also}`;
}

/** `1 run`, `3 runs`. */
export function runs(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}

/** `3.8 %`, and what is nearly nothing as such. */
export function percent(probability: number): string {
  const hundredfold = probability * 100;
  if (hundredfold > 0 && hundredfold < 0.01) return 'less than 0.01 %';
  // Never rounded up to a certainty that nobody has.
  if (hundredfold > 99.99 && hundredfold < 100) return 'more than 99.99 %';
  return `${Number(hundredfold.toPrecision(hundredfold > 99 ? 4 : 2))} %`;
}
