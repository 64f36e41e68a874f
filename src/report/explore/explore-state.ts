import type { ExploreEvent, KeptFinding } from '../../explore/index.js';

type Started = Extract<ExploreEvent, { type: 'explore-started' }>;
type Finished = Extract<ExploreEvent, { type: 'explore-finished' }>;

/** A walk on its way. */
export interface RunningWalk {
  readonly number: number;
  readonly steps: readonly string[];
  readonly step: number;
  /** Milliseconds since the epoch. */
  readonly stepSince: number;
}

/** A finding that is being shrunk. */
export interface ShrinkState {
  readonly signature: string;
  readonly steps: number;
  readonly vcpus: number | undefined;
  readonly trials: number;
}

/** An exploration as its events told it so far: counts, and what is under way. */
export class ExploreState {
  readonly running = new Map<number, RunningWalk>();
  readonly findings: KeptFinding[] = [];
  started: Started | undefined;
  finished: Finished | undefined;
  shrinking: ShrinkState | undefined;
  walks = 0;
  known = 0;
  errors = 0;
  steps = 0;
  pairs = 0;
  /** Milliseconds that were walked until the walking was last interrupted by shrinking. */
  #walkedMs = 0;
  #walkingSince: number | undefined;

  apply(event: ExploreEvent): void {
    switch (event.type) {
      case 'explore-started':
        this.started = event;
        this.#walkingSince = event.at;
        break;
      case 'walk-started': {
        const { walk: number, steps, at: stepSince } = event;
        this.running.set(number, { number, steps, step: 0, stepSince });
        this.#walkingSince ??= event.at;
        break;
      }
      case 'step-started': {
        const walk = this.running.get(event.walk);
        if (walk) this.running.set(event.walk, { ...walk, step: event.step, stepSince: event.at });
        break;
      }
      case 'step-finished':
        this.steps += event.operations;
        this.pairs = event.pairs;
        break;
      case 'walk-finished':
        this.running.delete(event.walk);
        if (event.result.outcome !== 'unfinished') this.walks += 1;
        if (event.result.outcome === 'known') this.known += 1;
        if (event.result.outcome === 'error') this.errors += 1;
        break;
      case 'shrink-started':
        this.shrinking = { signature: event.signature, steps: event.steps, vcpus: undefined, trials: 0 };
        this.#pauseClock(event.at);
        break;
      case 'shrink-progress':
        if (this.shrinking) this.shrinking = { ...this.shrinking, ...event };
        break;
      case 'finding':
        this.shrinking = undefined;
        this.findings.push(event.finding);
        break;
      case 'explore-finished':
        this.finished = event;
        this.#pauseClock(event.at);
        break;
    }
  }

  /** Milliseconds that walks were walked, shrinking aside. */
  walkedMs(now: number): number {
    return this.#walkedMs + (this.#walkingSince === undefined ? 0 : now - this.#walkingSince);
  }

  #pauseClock(at: number): void {
    this.#walkedMs = this.walkedMs(at);
    this.#walkingSince = undefined;
  }
}
