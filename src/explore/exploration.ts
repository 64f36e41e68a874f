import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describeStep } from '../model/index.js';
import { explain, knowledgeOf, resembling, type Knowledge } from '../known/index.js';
import { runCell, runWarm, type CellResult, type Finding } from '../runner/index.js';
import { Coverage } from './coverage.js';
import type { ExploreEvent, ExploreSummary, WalkResult } from './events.js';
import { stepCount, type ExploredStep } from './explored.js';
import { FoundWalks } from './found-walks.js';
import { keepFinding, type FoundWalk } from './keep-finding.js';
import { planWalks, type PlannedWalk } from './plan-walks.js';
import { shownWalk } from './shown-walk.js';
import type { ExploreOptions } from './start-exploration.js';
import type { WalkSpace } from './walk-arbitrary.js';

/** So many walks in a row that cannot be judged say that none will be. */
const mostErrors = 5;
/** The folders of so many walks that could not be judged are kept. */
const keptErrors = 10;

/** One exploration: walks side by side, a pause for each new finding to be shrunk, and on. It keeps counts, no history. */
export class Exploration {
  readonly #started = Date.now();
  readonly #covered = new Coverage();
  readonly #walks = { pass: 0, fail: 0, known: 0, error: 0, unfinished: 0 };
  readonly #known = new Map<string, Knowledge>();
  readonly #found = new FoundWalks();
  readonly #planned: Iterator<PlannedWalk, never>;
  #steps = 0;
  #begun = 0;
  #errorsInARow = 0;
  #lastError = '';
  #walkedMs = 0;

  constructor(
    readonly options: ExploreOptions,
    space: WalkSpace,
    readonly emit: (event: ExploreEvent) => void,
  ) {
    this.#planned = planWalks(space, options.seed);
  }

  async run(): Promise<ExploreSummary> {
    const { keepGoing, signal } = this.options;
    do {
      await this.#walkAbout();
      for (const found of this.#found.fresh) await this.#settle(found);
    } while (
      !signal.aborted &&
      this.#hasMore() &&
      (keepGoing || this.#found.kept.every(({ known }) => known))
    );
    const summary = this.#summary();
    this.emit({ type: 'explore-finished', at: Date.now(), ms: Date.now() - this.#started, ...summary });
    return summary;
  }

  #hasMore(): boolean {
    const { budgetMs, walks = Infinity, onlyWalk } = this.options;
    const most = onlyWalk === undefined ? walks : 1;
    return this.#begun < most && this.#walkedMs < budgetMs && this.#errorsInARow < mostErrors;
  }

  /** Walks until there is something to shrink, or no more to walk. */
  async #walkAbout(): Promise<void> {
    const { jobs, budgetMs, signal, keepGoing } = this.options;
    const started = Date.now();
    const timeIsUp = AbortSignal.timeout(budgetMs - this.#walkedMs);
    const decided = new AbortController();
    // What was found before the time was up is told all the same.
    const confirming = AbortSignal.any([signal, decided.signal]);
    const either = AbortSignal.any([confirming, timeIsUp]);
    const worker = async () => {
      while (this.#hasMore() && !either.aborted && this.#found.fresh.length === 0) {
        await this.#walkOne(this.#next(), either, confirming);
        // Without another finding to look for, what the others would find is not asked for.
        if (!keepGoing && !this.#found.fresh.every(({ known }) => known)) decided.abort();
      }
    };
    const ends = await Promise.allSettled(
      Array.from({ length: jobs }, () =>
        worker().catch((error: unknown) => {
          decided.abort(error);
          throw error;
        }),
      ),
    );
    this.#walkedMs += Date.now() - started;
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  #next(): PlannedWalk {
    const { onlyWalk } = this.options;
    this.#begun += 1;
    let next = this.#planned.next().value;
    while (onlyWalk !== undefined && next.number < onlyWalk) next = this.#planned.next().value;
    return next;
  }

  async #walkOne({ number, walk }: PlannedWalk, signal: AbortSignal, confirming: AbortSignal): Promise<void> {
    const { output, place, warm } = this.options;
    const cell = place.cell(`walk-${number}`, walk);
    const directory = join(output, 'walks', String(number));
    const { vcpus, maxVcpus: slots = vcpus } = walk.shape;
    const started = Date.now();
    const texts = walk.steps.map(describeStep);
    this.emit({ type: 'walk-started', at: started, walk: number, vcpus, slots, steps: texts });
    const progress = {
      stepStarted: (step: number) => this.emit({ type: 'step-started', at: Date.now(), walk: number, step }),
      stepFinished: (step: number, ms: number) => this.#stepFinished(number, walk.steps, step, ms),
      confirmationStarted: () => this.emit({ type: 'confirmation-started', at: Date.now(), walk: number }),
    };
    const isKnown = (of: CellResult) =>
      of.outcome === 'fail' && this.#explain(cell, of.findings) !== undefined;
    let result: WalkResult;
    try {
      const judged = warm
        ? await runWarm(cell, warm, { directory, progress, isKnown, confirming }, signal)
        : await runCell(cell, directory, progress, signal);
      result = this.#judge({ number, walk, cell, directory }, judged);
    } catch (error) {
      if (!signal.aborted) throw error;
      result = { outcome: 'unfinished' };
    }
    this.#walks[result.outcome] += 1;
    // The streams of one walk are large, and one bug may end each third walk of a night.
    const isKept =
      this.#found.fresh.some((found) => found.number === number) ||
      (result.outcome === 'error' && this.#walks.error <= keptErrors);
    if (!isKept) await rm(directory, { recursive: true, force: true });
    const ms = Date.now() - started;
    const folder = isKept ? { directory } : {};
    this.emit({ type: 'walk-finished', at: Date.now(), walk: number, ms, result, ...folder });
  }

  #stepFinished(walk: number, steps: readonly ExploredStep[], step: number, ms: number): void {
    const taken = steps[step];
    if (!taken) return;
    this.#covered.add(taken, steps[step - 1]);
    const operations = stepCount([taken]);
    this.#steps += operations;
    const { pairs } = this.#covered;
    this.emit({
      ...{ type: 'step-finished', at: Date.now(), walk, step },
      ...{ ms: Math.round(ms), operations, pairs },
    });
  }

  #judge(found: Omit<FoundWalk, 'findings'>, result: CellResult): WalkResult {
    if (result.outcome === 'error') {
      this.#errorsInARow += 1;
      this.#lastError = result.reason;
      return result;
    }
    this.#errorsInARow = 0;
    if (result.outcome !== 'fail') return { outcome: 'pass' };
    const { known: all = [] } = this.options;
    const entries = this.#explain(found.cell, result.findings);
    const known = entries?.map(knowledgeOf);
    for (const one of known ?? []) this.#known.set(one.place, one);
    const shown = shownWalk(found.walk, found.directory, result);
    const findings = newsFirst(shown.findings, (one) => this.#explain(found.cell, [one]) === undefined);
    const like = known ? [] : resembling(all, found.cell.description, findings[0]).map(knowledgeOf);
    // What is known to be chance is not looked for again and again.
    if (entries?.every(({ shows }) => shows !== 'rarely') !== false)
      this.#found.remember({ ...found, ...shown, findings, known, ...(like.length > 0 && { like }) });
    return known ? { outcome: 'known', findings, known } : { outcome: 'fail', findings };
  }

  #explain({ description }: FoundWalk['cell'], findings: readonly Finding[]) {
    return explain(this.options.known ?? [], description, findings);
  }

  async #settle(found: FoundWalk): Promise<void> {
    const count = this.#found.kept.length + 1;
    const finding = this.#found.keep(found, await keepFinding(found, this.options, count, this.emit));
    this.emit({ type: 'finding', at: Date.now(), finding });
  }

  #summary(): ExploreSummary {
    const gaveUp = this.#errorsInARow >= mostErrors;
    return {
      directory: this.options.output,
      walks: { ...this.#walks },
      steps: this.#steps,
      pairs: this.#covered.pairs,
      findings: this.#found.kept,
      known: [...this.#known.values()],
      interrupted: this.options.signal.aborted,
      ...(gaveUp && { givenUp: `${mostErrors} walks in a row could not be judged: ${this.#lastError}` }),
    };
  }
}

/** What is looked for and told is what nobody knows yet, where it shows beside something known. */
function newsFirst(
  findings: FoundWalk['findings'],
  isNews: (finding: Finding) => boolean,
): FoundWalk['findings'] {
  const main = findings.find(isNews) ?? findings[0];
  return [main, ...findings.filter((finding) => finding !== main)];
}
