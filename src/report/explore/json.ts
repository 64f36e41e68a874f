import type { ExploreEvent, ExploreSummary } from '../../explore/index.js';
import type { OutputStream } from '../paint.js';
import type { Reporter } from '../reporter.js';

type Started = Extract<ExploreEvent, { type: 'explore-started' }>;

/** An exploration's result for programs. Members are added in later versions, never renamed or given another meaning. */
export interface ExploreDocument extends ExploreSummary, Omit<Started, 'type' | 'at' | 'directory'> {
  /** Grows when a member is taken away or changes its meaning. */
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds. */
  readonly ms: number;
}

/** Writes an exploration's result as one JSON document when it has finished. */
export class ExploreJsonReporter implements Reporter<ExploreEvent> {
  readonly name = 'JSON';
  #started: Started | undefined;

  constructor(readonly stream: Pick<OutputStream, 'write'>) {}

  on(event: ExploreEvent): void {
    if (event.type === 'explore-started') this.#started = event;
    if (event.type !== 'explore-finished' || !this.#started) return;
    const { at, qemu, arch, accelerator, host, seed, jobs, budgetMs, operations, missing } = this.#started;
    const { directory, walks, steps, pairs, findings, known, interrupted, givenUp, ms } = event;
    const document: ExploreDocument = {
      ...{ format: 1, startedAt: new Date(at).toISOString(), directory },
      ...{ qemu, arch, accelerator, host, seed, jobs, budgetMs, operations, missing },
      ...{ ms, walks, steps, pairs, findings, known, interrupted, ...(givenUp !== undefined && { givenUp }) },
    };
    this.stream.write(`${JSON.stringify(document, undefined, 2)}\n`);
  }

  [Symbol.dispose](): void {
    // Holds nothing.
  }
}
