import type { CellDescription, RunEvent } from '../runner/events.js';
import { noCounts, type CellResult, type Counts } from '../runner/outcome.js';

type Started = Extract<RunEvent, { type: 'run-started' }>;
type Finished = Extract<RunEvent, { type: 'run-finished' }>;

/** Where a cell stands. Times in milliseconds since the epoch, durations in milliseconds. */
type CellStatus =
  | { readonly is: 'waiting' }
  | { readonly is: 'running'; readonly since: number; readonly step: number; readonly stepSince: number }
  | {
      readonly is: 'finished';
      readonly ms: number;
      readonly result: CellResult;
      readonly directory: string;
    };

/** How long a step took; in milliseconds. */
export interface TakenStep {
  readonly ms: number;
  /** How long of that its facts took to come true; nothing when they were right at once. */
  readonly settledAfterMs?: number | undefined;
}

export interface CellState {
  readonly description: CellDescription;
  readonly status: CellStatus;
  /** How its VM came up. */
  readonly start?: Extract<RunEvent, { type: 'vm-started' }>;
  /** The steps that held, in order. */
  readonly taken: readonly TakenStep[];
}

/** A run as its events told it so far. */
export class RunState {
  readonly #cells = new Map<string, CellState>();
  #started: Started | undefined;
  #finished: Finished | undefined;

  get started(): Started | undefined {
    return this.#started;
  }

  get finished(): Finished | undefined {
    return this.#finished;
  }

  get cells(): readonly CellState[] {
    return [...this.#cells.values()];
  }

  cell(id: string): CellState | undefined {
    return this.#cells.get(id);
  }

  /** How many cells ended, by outcome. */
  get counts(): Counts {
    const counts = { ...noCounts };
    for (const { status } of this.#cells.values()) {
      if (status.is === 'finished') counts[status.result.outcome] += 1;
    }
    return counts;
  }

  apply(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#started = event;
        for (const description of event.cells) {
          this.#cells.set(description.id, { description, status: { is: 'waiting' }, taken: [] });
        }
        break;
      case 'cell-started':
        this.#update(event.cell, {
          status: { is: 'running', since: event.at, step: 0, stepSince: event.at },
        });
        break;
      case 'step-started': {
        const { status } = this.cell(event.cell) ?? {};
        const since = status?.is === 'running' ? status.since : event.at;
        this.#update(event.cell, { status: { is: 'running', since, step: event.step, stepSince: event.at } });
        break;
      }
      case 'vm-started':
        this.#update(event.cell, { start: event });
        break;
      case 'step-finished':
        this.#update(event.cell, {
          taken: [
            ...(this.cell(event.cell)?.taken ?? []),
            { ms: event.ms, settledAfterMs: event.settledAfterMs },
          ],
        });
        break;
      case 'cell-finished': {
        const { ms, result, directory } = event;
        this.#update(event.cell, { status: { is: 'finished', ms, result, directory } });
        break;
      }
      case 'run-finished':
        this.#finished = event;
        break;
    }
  }

  #update(id: string, change: Partial<CellState>): void {
    const cell = this.#cells.get(id);
    if (cell) this.#cells.set(id, { ...cell, ...change });
  }
}
