import { join } from 'node:path';
import { noCounts, type CellDescription, type Counts, type RunEvent } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { missingCells } from './missing-cells.js';
import { planDifferences } from './plan-differences.js';
import type { RecordedRun, Started } from './recorded-run.js';

/** Several runs as one. */
export interface MergedRun {
  /** As if one machine had run them; every folder of a cell is told as it is to be below the new one. */
  readonly events: readonly RunEvent[];
  /** Where each cell's folder is now. */
  readonly folders: ReadonlyMap<string, string>;
  readonly counts: Counts;
  /** What is missing or was left out, for people. */
  readonly notices: readonly string[];
  /** Whether each cell of the plan has ended. */
  readonly isComplete: boolean;
}

/**
 * Joins runs: the shards of one plan, or runs of different cells. Of a shard that was tried twice, as a pod is that was
 * lost, the one that came to its end counts.
 *
 * @param directory - the folder that the merged run is to be in
 * @throws UsageError when they are not parts of one plan, or when a part is there twice
 */
export function mergeRuns(given: readonly RecordedRun[], directory: string): MergedRun {
  const notices: string[] = [];
  const sharded = given.filter(({ started }) => started.shard !== undefined);
  if (sharded.length > 0 && sharded.length < given.length) {
    const other = given.find(({ started }) => started.shard === undefined);
    throw new UsageError(
      `${other?.directory ?? ''} is no shard, and the others are: they are not parts of one run`,
    );
  }
  const runs = sharded.length > 0 ? shardsOf(given, notices) : given;
  checkTwice(runs);
  const plan = planOf(runs);
  checkPlanned(runs, plan);
  for (const { started } of runs) notices.push(...(started.merged?.notices ?? []));
  const cells = new Map(runs.flatMap((run) => [...run.cells]));
  const counts = { ...noCounts };
  for (const { result } of cells.values()) counts[result.outcome] += 1;
  const folders = new Map([...cells.values()].map(({ cell, directory: folder }) => [cell, folder]));
  const events = eventsOf(runs, { plan, directory, counts, notices });
  const missing = missingCells({ started: events[0], cells });
  return { events, folders, counts, notices: [...notices, ...missing], isComplete: missing.length === 0 };
}

/** One run of each shard, in their order. */
function shardsOf(runs: readonly RecordedRun[], notices: string[]): RecordedRun[] {
  const [first] = runs;
  const total = first?.started.shard?.total ?? 0;
  for (const run of runs) {
    const shard = run.started.shard;
    if (first && shard && first !== run) {
      const differences = [
        ...(shard.total === total ? [] : [`it is one of ${shard.total} shards, and not of ${total}`]),
        ...planDifferences(first.started.shard?.plan ?? [], shard.plan),
      ];
      if (differences.length > 0)
        throw new UsageError(
          `${run.directory} is of another plan than ${first.directory}: ${differences.join('; ')}`,
        );
    }
  }
  const indices = Array.from({ length: total }, (_, index) => index + 1);
  const absent = indices.filter((index) => !runs.some(({ started }) => started.shard?.index === index));
  for (const index of absent) notices.push(`shard ${index}/${total} is missing`);
  return indices.flatMap((index) => {
    const tries = runs.filter(({ started }) => started.shard?.index === index);
    return tries.length > 1 ? [onlyEnded(tries, `shard ${index}/${total}`, notices)] : tries;
  });
}

function onlyEnded(tries: readonly RecordedRun[], name: string, notices: string[]): RecordedRun {
  const ended = tries.filter(({ finished }) => finished && !finished.interrupted);
  const [one] = ended;
  if (ended.length !== 1 || !one)
    throw new UsageError(
      `${name} is there ${tries.length} times: ${tries.map(({ directory }) => directory).join(', ')}. Name one of them`,
    );
  for (const { directory } of tries)
    if (directory !== one.directory)
      notices.push(`${directory}, which did not end, is left out: ${name} was run again`);
  return one;
}

function checkTwice(runs: readonly RecordedRun[]): void {
  const seen = new Map<string, string>();
  for (const { directory, cells } of runs) {
    for (const id of cells.keys()) {
      const other = seen.get(id);
      if (other !== undefined) throw new UsageError(`${id} was run in ${other} and in ${directory}`);
      seen.set(id, directory);
    }
  }
}

function planOf(runs: readonly RecordedRun[]): readonly CellDescription[] {
  const shared = runs[0]?.started.shard?.plan;
  if (shared) return shared;
  // What one run had begun and another one ended is one cell.
  const plan = new Map<string, { cell: CellDescription; directory: string }>();
  for (const { directory, started } of runs) {
    for (const cell of started.cells) {
      const other = plan.get(cell.id);
      const differences = other ? planDifferences([other.cell], [cell]) : [];
      if (differences.length > 0)
        throw new UsageError(
          `${cell.id} is another cell in ${directory} than in ${other?.directory ?? ''}: ${differences.join('; ')}`,
        );
      plan.set(cell.id, other ?? { cell, directory });
    }
  }
  return [...plan.values()].map(({ cell }) => cell);
}

/** @throws UsageError when a result is of a cell that nobody planned */
function checkPlanned(runs: readonly RecordedRun[], plan: readonly CellDescription[]): void {
  const planned = new Set(plan.map(({ id }) => id));
  for (const { directory, cells } of runs) {
    const foreign = [...cells.keys()].find((id) => !planned.has(id));
    if (foreign !== undefined)
      throw new UsageError(`${directory} has a result of ${foreign}, and that is not in its plan`);
  }
}

interface Whole {
  readonly plan: readonly CellDescription[];
  readonly directory: string;
  readonly counts: Counts;
  readonly notices: readonly string[];
}

function eventsOf(
  runs: readonly RecordedRun[],
  { plan, directory, counts, notices }: Whole,
): [Started, ...RunEvent[]] {
  const at = Math.min(...runs.map(({ started }) => started.at));
  const hosts = new Map(
    runs.flatMap(({ started }) => (started.hosts ?? []).map((host) => [JSON.stringify(host), host])),
  );
  const ofCells = runs
    .flatMap(({ events }) => events.filter((event) => 'cell' in event))
    .map((event): RunEvent =>
      event.type === 'cell-finished' ? { ...event, directory: join(directory, 'cells', event.cell) } : event,
    )
    .sort((a, b) => a.at - b.at);
  return [
    {
      ...{ type: 'run-started', at, directory, cells: plan },
      jobs: runs.reduce((sum, { started }) => sum + started.jobs, 0),
      leftOut: Math.max(...runs.map(({ started }) => started.leftOut)),
      merged: { notices },
      ...(hosts.size > 0 && { hosts: [...hosts.values()] }),
    },
    ...ofCells,
    {
      type: 'run-finished',
      at: Math.max(...runs.map(({ events, started }) => events.at(-1)?.at ?? started.at)),
      // Side by side, they take as long as the longest of them.
      ms: Math.max(...runs.map((run) => run.finished?.ms ?? (run.events.at(-1)?.at ?? 0) - run.started.at)),
      ...{ counts, knownGone: knownGoneIn(runs) },
      interrupted: runs.some(({ finished }) => finished?.interrupted ?? true),
    },
  ];
}

/** A known finding is gone when it showed in none of the runs, and should have in one. */
function knownGoneIn(runs: readonly RecordedRun[]) {
  const shown = new Set(
    runs.flatMap(({ cells }) =>
      [...cells.values()].flatMap(({ result }) =>
        result.outcome === 'known' ? result.known.map(({ place }) => place) : [],
      ),
    ),
  );
  const gone = runs.flatMap(({ finished }) => finished?.knownGone ?? []);
  const places = gone.map(({ place }) => place);
  return gone.filter(({ place }, index) => places.indexOf(place) === index && !shown.has(place));
}
