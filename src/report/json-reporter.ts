import type { CellDescription, RunEvent } from '../runner/events.js';
import type { Knowledge } from '../known/index.js';
import type { Confirmation, Counts, EveryTime, Finding, Outcome } from '../runner/outcome.js';
import type { OutputStream } from './paint.js';
import type { Reporter } from './reporter.js';
import { versionTables, type VersionTable } from './version-table.js';
import { RunState, type CellState } from './run-state.js';

/** A run's result for programs. Members are added in later versions, never renamed or given another meaning. */
export interface RunDocument {
  /** Grows when a member is taken away or changes its meaning. */
  readonly format: 1;
  /** The run's folder. */
  readonly directory: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds. */
  readonly ms: number;
  /** True when somebody ended the run early. */
  readonly interrupted: boolean;
  readonly counts: Counts;
  /** How many more cells `--all` would run. */
  readonly leftOut: number;
  /** Known findings that showed in none of the cells where they should have. */
  readonly knownGone: readonly Knowledge[];
  readonly cells: readonly CellDocument[];
  /** What moves from one QEMU to another and what does not; empty unless the run was about that. */
  readonly versionTables: readonly VersionTable[];
}

/** One cell of a {@link RunDocument}. */
interface CellDocument extends Omit<CellDescription, 'steps'> {
  /**
   * Each step with its milliseconds; `null` when it was not reached, or is where the cell ended. `settledAfterMs`: how long of
   * that its facts took to come true; `null` also when they were right at once.
   */
  readonly steps: readonly {
    readonly text: string;
    readonly ms: number | null;
    readonly settledAfterMs: number | null;
  }[];
  /** `null` when the run was interrupted before the cell ended. */
  readonly outcome: Outcome | null;
  /** Milliseconds; `null` as `outcome`. */
  readonly ms: number | null;
  /** How its VM came up, and in how many milliseconds; `null` where none did. */
  readonly start: {
    readonly from: 'saved state' | 'boot';
    readonly ms: number;
    readonly why: string | null;
  } | null;
  /** How what was found from a saved state showed after a boot; `null` where nothing was. */
  readonly confirmed: Confirmation | null;
  /** What is known of a finding that shows every time where that should show only rarely; `null` where nothing is. */
  readonly everyTime: EveryTime | null;
  /** The cell's folder; `null` as `outcome`. */
  readonly directory: string | null;
  /** What is wrong with the VM, the main finding first; empty unless `outcome` is `fail` or `known`. */
  readonly findings: readonly Finding[];
  /** What is known of them; empty unless `outcome` is `known`. */
  readonly known: readonly Knowledge[];
  /** Why it was skipped or could not be judged; `null` otherwise. */
  readonly reason: string | null;
}

/** Writes a run's result as one JSON document when the run has finished. */
export class JsonReporter implements Reporter {
  readonly name = 'JSON';
  readonly #run = new RunState();

  constructor(readonly stream: Pick<OutputStream, 'write'>) {}

  on(event: RunEvent): void {
    this.#run.apply(event);
    if (event.type === 'run-finished')
      this.stream.write(`${JSON.stringify(runDocument(this.#run), undefined, 2)}\n`);
  }

  [Symbol.dispose](): void {
    // Holds nothing.
  }
}

function runDocument(run: RunState): RunDocument {
  return {
    format: 1,
    directory: run.started?.directory ?? '',
    startedAt: new Date(run.started?.at ?? 0).toISOString(),
    ms: run.finished?.ms ?? 0,
    interrupted: run.finished?.interrupted ?? false,
    counts: run.counts,
    leftOut: run.started?.leftOut ?? 0,
    knownGone: run.finished?.knownGone ?? [],
    cells: run.cells.map(cellDocument),
    versionTables: versionTables(run),
  };
}

function cellDocument({ description, status, taken, start }: CellState): CellDocument {
  const { steps, ...rest } = description;
  const finished = status.is === 'finished' ? status : undefined;
  const result = finished?.result;
  return {
    ...rest,
    steps: steps.map((text, index) => {
      const { ms = null, settledAfterMs = null } = taken[index] ?? {};
      return { text, ms, settledAfterMs };
    }),
    outcome: result?.outcome ?? null,
    ms: finished?.ms ?? null,
    start: start ? { from: start.from, ms: start.ms, why: start.why ?? null } : null,
    confirmed: (result?.outcome === 'fail' ? result.confirmed : undefined) ?? null,
    everyTime: (result?.outcome === 'fail' ? result.everyTime : undefined) ?? null,
    directory: finished?.directory ?? null,
    findings: result?.outcome === 'fail' || result?.outcome === 'known' ? result.findings : [],
    known: result?.outcome === 'known' ? result.known : [],
    reason: result?.outcome === 'skip' || result?.outcome === 'error' ? result.reason : null,
  };
}
