import { probabilities, type FaultRate, type Suspect } from './confidence.js';
import type { Evidence } from './evidence.js';
import type { History } from './history.js';

/** A good commit that should be tried so many times more. */
interface Doubtful {
  readonly commit: string;
  readonly times: number;
}

/** Nobody waits longer than for so many runs before the next look at what they have changed. */
const mostTimes = 100;

/** What the runs of all commits together say of each: which have the fault, and which may have brought it. */
export class Doubts {
  readonly #ancestors = new Map<string, ReadonlySet<string>>();

  constructor(
    readonly history: History,
    readonly evidence: Evidence,
  ) {}

  /** Asks git for the ancestors of the commits that were judged. To be called before all else when there are new ones. */
  async learn(signal: AbortSignal): Promise<void> {
    const { git, good, firstParent } = this.history;
    const options = firstParent ? ['--first-parent'] : [];
    for (const commit of this.evidence.verdicts().keys()) {
      if (this.#ancestors.has(commit)) continue;
      const listed = await git.run(['rev-list', ...options, commit, `^${good}`], signal);
      this.#ancestors.set(commit, new Set([good, ...listed.split('\n').filter(Boolean)]));
    }
  }

  /** The tried commits that have the fault: those that failed, and what has one of these among its ancestors. */
  get faulty(): ReadonlySet<string> {
    const tried = [...this.evidence.verdicts().keys()];
    const failed = tried.filter((commit) => this.evidence.of(commit).failures > 0);
    return new Set(tried.filter((commit) => failed.some((one) => one === commit || this.#has(commit, one))));
  }

  /** How often the failure shows where it is. */
  get rate(): FaultRate {
    return this.evidence.rateOf([...new Set([this.history.bad, ...this.faulty])]);
  }

  /** How many commits of the range a judged commit has in its history. */
  ancestorCount(commit: string): number {
    return this.#ancestors.get(commit)?.size ?? 0;
  }

  /** How likely the first bad commit is one of these. */
  probabilityOf(commits: readonly string[]): number {
    return sumOf(commits, probabilities(this.#suspects(), this.rate));
  }

  /**
   * The good commit whose passes leave most doubt about these being the ones that remain, and how often it must still pass.
   *
   * @returns nothing when it is as sure as is asked for, or when no run would make it surer
   */
  mostDoubtful(remaining: readonly string[], confidence: number): Doubtful | undefined {
    const chances = probabilities(this.#suspects(), this.rate);
    if (sumOf(remaining, chances) >= confidence) return undefined;
    const rivals = [...chances]
      .filter(([commit]) => !remaining.includes(commit))
      .sort(([, a], [, b]) => b - a);
    for (const [rival] of rivals) {
      const commit = this.#nearestGoodWith(rival);
      if (commit !== undefined) return { commit, times: this.#timesUntilSure(commit, remaining, confidence) };
    }
    return undefined;
  }

  #nearestGoodWith(suspect: string): string | undefined {
    const { faulty } = this;
    const goods = [...this.evidence.verdicts()].flatMap(([commit, { verdict }]) =>
      verdict === 'good' && !faulty.has(commit) && this.#has(commit, suspect) ? [commit] : [],
    );
    return goods.sort((a, b) => this.ancestorCount(a) - this.ancestorCount(b))[0];
  }

  #timesUntilSure(commit: string, remaining: readonly string[], confidence: number): number {
    for (let times = 1; times < mostTimes; times++) {
      const then = probabilities(this.#suspects({ commit, times }), this.rate);
      if (sumOf(remaining, then) >= confidence) return times;
    }
    return mostTimes;
  }

  /**
   * The commits that may have brought the fault, the good end among them for "it was there before": those that are in the
   * history of all that have it.
   *
   * @param more - reckons as if this one had passed more often
   */
  #suspects(more?: Doubtful): Suspect[] {
    const { good, commits } = this.history;
    const faulty = [...this.faulty];
    const passed = [...this.evidence.verdicts().keys()]
      .filter((commit) => !faulty.includes(commit))
      .map((commit) => ({
        commit,
        passes: this.evidence.of(commit).passes + (more?.commit === commit ? more.times : 0),
      }));
    return [good, ...commits]
      .filter((suspect) => faulty.every((commit) => this.#has(commit, suspect)))
      .map((suspect) => ({
        commit: suspect,
        passes: passed.reduce(
          (sum, { commit, passes }) => sum + (this.#has(commit, suspect) ? passes : 0),
          0,
        ),
      }));
  }

  /** Whether a commit has another one in its history, or is it. */
  #has(commit: string, other: string): boolean {
    return this.#ancestors.get(commit)?.has(other) ?? false;
  }
}

function sumOf(commits: readonly string[], chances: ReadonlyMap<string, number>): number {
  return commits.reduce((sum, commit) => sum + (chances.get(commit) ?? 0), 0);
}
