import type { CellState, RunState } from './run-state.js';

/**
 * What became of the migrations from one QEMU to another.
 *
 * - `moves`: every cell passed
 * - `refused`, `crashed`: what the destination did
 * - `wrong`: the VM moved, or was to, and is not what it must be
 * - `known`: what is wrong is known
 * - `skipped`, `error`, `unfinished`: nothing is known
 */
export type PairVerdict =
  'moves' | 'refused' | 'crashed' | 'wrong' | 'known' | 'skipped' | 'error' | 'unfinished';

/** One field of a {@link VersionTable}. */
export interface PairResult {
  readonly from: string;
  readonly to: string;
  readonly verdict: PairVerdict;
  /** Whether the VM was taken in by all that it migrated to, whatever else is wrong. */
  readonly moved: boolean;
  /** What the destination did that did not take the VM in, known or not. */
  readonly destination: 'refused' | 'crashed' | undefined;
  /** Nothing when the pair has no place to run. */
  readonly machineType: string | undefined;
  /** In a few words; nothing for what moves. */
  readonly reason: string | undefined;
  /** What the source did, where the destination did not take the VM in. */
  readonly source: string | undefined;
  /** How many of its cells came to this verdict, and how many there are. */
  readonly count: number;
  readonly of: number;
}

/** Source × destination, for one scenario on one architecture, and what else tells it from other tables. */
export interface VersionTable {
  readonly scenario: string;
  readonly arch: string;
  /** Other axes of the matrix: `{ cpu: 'max' }`. */
  readonly besides: Readonly<Record<string, string>>;
  /** The names of the QEMUs and their versions, oldest first. */
  readonly qemus: readonly { readonly name: string; readonly version: string }[];
  readonly pairs: readonly PairResult[];
}

/** The tables of a run whose cells migrate from one QEMU to another; none of any other run. */
export function versionTables(run: Pick<RunState, 'cells'>): VersionTable[] {
  const cells = run.cells.filter(({ description }) => isPaired(description.coordinates));
  return grouped(cells, tableKey).map(tableOf);
}

type Coordinates = CellState['description']['coordinates'];

function isPaired(coordinates: Coordinates = {}): boolean {
  return 'from' in coordinates && 'to' in coordinates;
}

function besidesOf(coordinates: Coordinates = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(coordinates).filter(([axis]) => axis !== 'from' && axis !== 'to'));
}

function tableKey({ description: { scenario, arch, coordinates } }: CellState): string {
  return JSON.stringify([scenario, arch, besidesOf(coordinates)]);
}

function pairKey({ description: { coordinates } }: CellState): string {
  return JSON.stringify([coordinates?.['from'], coordinates?.['to']]);
}

function tableOf(cells: readonly CellState[]): VersionTable {
  const { scenario = '', arch = '', coordinates } = cells[0]?.description ?? {};
  const versions = new Map<string, string>();
  for (const { description } of cells) {
    const { coordinates: at = {}, qemu, destination } = description;
    for (const [name = '', version = ''] of [
      [at['from'], qemu.version],
      [at['to'], destination?.version],
    ])
      if (!versions.get(name)) versions.set(name, version);
  }
  return {
    ...{ scenario, arch, besides: besidesOf(coordinates) },
    qemus: [...versions]
      .map(([name, version]) => ({ name, version }))
      .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true })),
    pairs: grouped(cells, pairKey).map(pairResult),
  };
}

/** The worst of a pair's cells speaks for it. */
const worstFirst: readonly PairVerdict[] = [
  'crashed',
  'refused',
  'wrong',
  'error',
  'known',
  'unfinished',
  'moves',
  'skipped',
];

function pairResult(cells: readonly CellState[]): PairResult {
  const judged = cells.map((cell) => ({ cell, verdict: verdictOf(cell) }));
  const verdict = worstFirst.find((one) => judged.some((cell) => cell.verdict === one)) ?? 'unfinished';
  const same = judged.filter((one) => one.verdict === verdict).map(({ cell }) => cell);
  const { coordinates = {}, machineType } = same[0]?.description ?? {};
  return {
    ...{
      from: coordinates['from'] ?? '',
      to: coordinates['to'] ?? '',
      verdict,
      moved: same.every(hasMoved),
      machineType,
    },
    ...(same[0] ? explain(same[0]) : nothing),
    ...{ count: same.length, of: cells.length },
  };
}

function verdictOf({ status }: CellState): PairVerdict {
  if (status.is !== 'finished') return 'unfinished';
  const { result } = status;
  switch (result.outcome) {
    case 'pass':
      return 'moves';
    case 'fail':
      return result.findings[0].migration?.destination ?? 'wrong';
    case 'skip':
      return 'skipped';
    default:
      return result.outcome;
  }
}

/** What is wrong shows in a step after the last migration. */
function hasMoved({ status, description: { steps } }: CellState): boolean {
  if (status.is !== 'finished') return false;
  const { result } = status;
  if (result.outcome === 'pass') return true;
  if (result.outcome !== 'fail' && result.outcome !== 'known') return false;
  return result.findings[0].step > steps.findLastIndex((text) => text.startsWith('migrate '));
}

type Explanation = Pick<PairResult, 'reason' | 'source' | 'destination'>;

const nothing: Explanation = { reason: undefined, source: undefined, destination: undefined };

function explain({ status, description }: CellState): Explanation {
  if (status.is !== 'finished') return nothing;
  const { result } = status;
  switch (result.outcome) {
    case 'pass':
      return nothing;
    case 'fail': {
      const [{ migration, message, step, stepText, seen }] = result.findings;
      const where = `step ${step + 1} of ${description.steps.length}, ${stepText}`;
      // A walk may migrate more than once: the way back is another one.
      const isFirst = description.steps.findIndex((text) => text.startsWith('migrate')) === step;
      if (migration) {
        const complaint = isFirst ? migration.complaint : `on the way back: ${migration.complaint}`;
        return { reason: complaint, source: migration.source, destination: migration.destination };
      }
      return { ...nothing, reason: `${where}: ${seen ?? message}` };
    }
    case 'known': {
      const [{ migration }] = result.findings;
      const { source, destination } = migration ?? nothing;
      return { reason: result.known[0]?.says, source, destination };
    }
    default:
      return { ...nothing, reason: result.reason };
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
