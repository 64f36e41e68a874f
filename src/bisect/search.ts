import { EnvironmentError, UsageError } from '../support/errors.js';
import type { Bench } from './bench.js';
import { Doubts } from './doubts.js';
import { Evidence } from './evidence.js';
import { findCulprit } from './find-culprit.js';
import { GitBisect } from './git-bisect.js';
import type { History } from './history.js';
import type { Journal } from './journal.js';
import { Judge, runs, type Judgement } from './judge.js';
import type { BisectResult } from './result.js';
import { tellResult } from './tell-result.js';
import type { WorkTree } from './work-tree.js';

export interface SearchOptions {
  readonly tree: WorkTree;
  readonly journal: Journal;
  readonly bench: Bench;
  /** How likely the commit at the end must be the first bad one; below 1. */
  readonly confidence: number;
  /** How often the bad end is run to learn how often it fails; left out, until it failed three times, with a limit. */
  readonly repeat?: number | undefined;
  readonly signature?: string | undefined;
  /** Told to people as it becomes known. */
  readonly progress: (line: string) => void;
}

/** When nothing else is said: so many failures tell enough of a rate, and so many runs are waited for them at most. */
const failuresToMeasure = 3;
const runsToMeasure = 40;
const roundsToFail = 20;

/**
 * The way from the two ends to the first bad commit. git chooses what is tried next; how often each commit is tried, when
 * a verdict was a mistake and when it is enough, is said here.
 */
export class Search {
  readonly #options: SearchOptions;
  readonly #history: History;
  readonly #evidence: Evidence;
  readonly #judge: Judge;
  readonly #bisect: GitBisect;
  readonly #doubts: Doubts;

  constructor(options: SearchOptions) {
    const { tree, journal, bench, confidence } = options;
    this.#options = options;
    this.#history = tree.history;
    this.#evidence = new Evidence(() => journal.entries);
    this.#doubts = new Doubts(tree.history, this.#evidence);
    this.#judge = new Judge({
      ...{ bench, journal, evidence: this.#evidence },
      rate: () => this.#doubts.rate,
      risk: 1 - confidence,
    });
    this.#bisect = new GitBisect(tree.git, tree.history);
  }

  /**
   * @throws UsageError when the ends are not what was said of them
   * @throws EnvironmentError when the surroundings break; the signal's reason
   */
  async run(signal: AbortSignal): Promise<BisectResult> {
    await this.#doubts.learn(signal);
    await this.#checkBadEnd(signal);
    await this.#checkGoodEnd(signal);
    await this.#beginBisect(signal);
    for (;;) {
      const { remaining, next } = await this.#bisect.state(signal);
      if (next !== undefined) {
        await this.#settle(next, signal);
        continue;
      }
      const doubtful = this.#doubts.mostDoubtful(remaining, this.#options.confidence);
      if (doubtful === undefined) {
        const untold = this.#mayBeJudged(remaining);
        if (untold === undefined) return await this.#result(remaining, signal);
        await this.#tryFromNothing(untold, signal);
        continue;
      }
      const { commit, times } = doubtful;
      this.#options.progress(`again ${await this.#describe(commit, signal)}, to be sure of it`);
      const brokenOff = await this.#judge.tryAgain(commit, times, signal);
      if (brokenOff !== undefined) throw cannotJudge(commit, brokenOff);
      await this.#settle(commit, signal);
    }
  }

  async #checkBadEnd(signal: AbortSignal): Promise<void> {
    const { journal, bench, repeat, signature } = this.#options;
    const { bad } = this.#history;
    const known = this.#evidence.verdicts().get(bad);
    if (known && this.#missingRuns() <= 0) return;
    const failure = await this.#judge.build(bad, signal);
    if (failure !== undefined) throw new UsageError(`the bad end cannot be tried: ${failure}`);
    const rounds = repeat ?? roundsToFail;
    const culprit =
      this.#evidence.culprit ?? (await findCulprit(bad, { bench, journal }, { signature, rounds }, signal));
    this.#options.progress(`looking for: ${culprit.message} (${culprit.kind}) in ${culprit.cell}`);
    for (let missing = this.#missingRuns(); missing > 0; missing = this.#missingRuns()) {
      const brokenOff = await this.#judge.walk(bad, missing, { untilFailure: false }, signal);
      if (brokenOff !== undefined) throw cannotJudge(bad, brokenOff);
    }
    const { failures, passes, others, other } = this.#evidence.of(bad);
    if (failures === 0 && others > passes)
      throw new UsageError(`the bad end mostly has another finding: ${other ?? ''}`);
    const judgement = {
      verdict: 'bad',
      reason: `failed in ${failures} of ${runs(failures + passes)}${others > 0 ? `, and ${others} had another finding` : ''}`,
    } as const;
    await this.#record(bad, judgement, signal);
  }

  /** How many runs of the bad end are still to be made to know its rate. */
  #missingRuns(): number {
    const { repeat } = this.#options;
    const { failures, passes, others } = this.#evidence.of(this.#history.bad);
    const runs = failures + passes + others;
    if (repeat !== undefined) return repeat - runs;
    return runs >= runsToMeasure ? 0 : failuresToMeasure - failures;
  }

  async #checkGoodEnd(signal: AbortSignal): Promise<void> {
    const { good } = this.#history;
    if (this.#evidence.verdicts().get(good)?.verdict === 'good') return;
    const judgement = await this.#judge.judge(good, signal);
    if (judgement.because === 'walks broke off') throw cannotJudge(good, judgement.reason);
    if (judgement.verdict !== 'good') throw this.#notGood(judgement);
    await this.#record(good, judgement, signal);
  }

  #notGood({ verdict, reason }: Judgement): UsageError {
    if (verdict === 'bad')
      return new UsageError(
        `the good end has the fault, too: it ${reason}. Name an older one as --good, one that is known to pass`,
      );
    return new UsageError(`the good end cannot be tried: ${reason}`);
  }

  async #settle(commit: string, signal: AbortSignal): Promise<void> {
    const before = this.#evidence.verdicts().get(commit);
    const judgement = await this.#judge.judge(commit, signal);
    if (before?.verdict === judgement.verdict) return;
    await this.#checkSurroundings(commit, judgement, signal);
    if (commit === this.#history.good) throw this.#notGood(judgement);
    await this.#record(commit, judgement, signal);
    if (!before) {
      await this.#bisect.mark({ commit, verdict: judgement.verdict }, signal);
      return;
    }
    this.#options.progress('that was thought to be good, and so were commits after it: back to there');
    await this.#beginBisect(signal);
  }

  /** Of the commits among which nobody can choose, the middle one of those that were skipped for what may have passed. */
  #mayBeJudged(remaining: readonly string[]): string | undefined {
    if (remaining.length === 1) return undefined;
    const verdicts = this.#evidence.verdicts();
    const untold = remaining.filter((commit) => {
      const { because, again } = verdicts.get(commit) ?? {};
      return because !== undefined && !again;
    });
    return untold[Math.floor(untold.length / 2)];
  }

  async #tryFromNothing(commit: string, signal: AbortSignal): Promise<void> {
    this.#options.progress(
      `again ${await this.#describe(commit, signal)}, from nothing, before it is given up`,
    );
    const judgement = await this.#judge.judgeAnew(commit, signal);
    await this.#checkSurroundings(commit, judgement, signal);
    const reason =
      judgement.verdict === 'skip' ? `${judgement.reason}; twice, also from nothing` : judgement.reason;
    await this.#record(commit, { ...judgement, reason, again: true }, signal);
    if (judgement.verdict !== 'skip') await this.#beginBisect(signal);
  }

  /**
   * Walks that break off may be the commit's doing or the surroundings', and only the former is a reason to skip it. A commit
   * that gave answers before tells them apart: a bad one, since no answer changes what it is.
   */
  async #checkSurroundings(
    commit: string,
    { reason, because }: Judgement,
    signal: AbortSignal,
  ): Promise<void> {
    if (because !== 'walks broke off') return;
    const judged = [...this.#evidence.verdicts()];
    const [known] = judged.findLast(([, { verdict }]) => verdict === 'bad') ?? [this.#history.bad];
    this.#options.progress(
      `${await this.#describe(commit, signal)}: ${reason}. Whether that is this commit's doing, shows ${await this.#describe(known, signal)}`,
    );
    const brokenOff = await this.#judge.tryAgain(known, 1, signal);
    if (brokenOff !== undefined) throw cannotJudge(commit, `${reason}; and so do those of ${known}`);
  }

  async #record(
    commit: string,
    judgement: Judgement & { readonly again?: true },
    signal: AbortSignal,
  ): Promise<void> {
    this.#options.journal.add({ type: 'verdict', at: Date.now(), commit, ...judgement });
    await this.#doubts.learn(signal);
    const { verdict, reason } = judgement;
    this.#options.progress(`${verdict.padEnd(4)} ${await this.#describe(commit, signal)}: ${reason}`);
  }

  /**
   * Tells git what still holds. A good commit that has a bad one among its ancestors only had luck; of the bad ones git goes
   * by the last that it hears of, which must be the oldest.
   */
  async #beginBisect(signal: AbortSignal): Promise<void> {
    const { faulty } = this.#doubts;
    const marks = [...this.#evidence.verdicts()]
      .map(([commit, { verdict }]) => ({ commit, verdict }))
      .filter(({ commit, verdict }) => verdict !== 'good' || !faulty.has(commit));
    const bad = marks.filter(({ verdict }) => verdict === 'bad');
    const age = (commit: string) => this.#doubts.ancestorCount(commit);
    bad.sort((a, b) => age(b.commit) - age(a.commit));
    await this.#bisect.begin([...marks.filter(({ verdict }) => verdict !== 'bad'), ...bad], signal);
  }

  async #result(remaining: readonly string[], signal: AbortSignal): Promise<BisectResult> {
    return {
      ...(await tellResult(remaining, { history: this.#history, evidence: this.#evidence }, signal)),
      probability: this.#doubts.probabilityOf(remaining),
      rate: this.#doubts.rate,
      log: await this.#bisect.log(signal),
    };
  }

  async #describe(commit: string, signal: AbortSignal): Promise<string> {
    return await this.#history.git.run(['log', '-1', '--format=%h %s', commit], signal);
  }
}

function cannotJudge(commit: string, brokenOff: string): EnvironmentError {
  return new EnvironmentError(
    `${commit} cannot be judged: ${brokenOff}. Once that is mended, the same command goes on`,
  );
}
