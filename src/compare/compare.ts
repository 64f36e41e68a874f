import { join } from 'node:path';
import type { Cell, RunEvent, RunPlan } from '../runner/index.js';
import { estimateMs, startRun } from '../runner/index.js';
import { leastRuns } from './chances.js';
import { isClear, judge, type JudgedCell } from './judge.js';
import type { CellRecord, PairRecord, SideResult } from './record.js';
import { goesOn, type Rounds } from './rounds.js';
import { isGivenUp } from './tally.js';

/** The two that are compared: the value of each cell's coordinate `side`. */
const sides = ['base', 'head'] as const;
export type Side = (typeof sides)[number];

export interface CompareOptions {
  /** How many cells run at the same time. */
  readonly jobs: number;
  /** Where the records of each round go. */
  readonly output: string;
  readonly rounds: Rounds;
  readonly confidence: number;
  /** With a budget, a difference in the rate of failures that is not worth more runs. */
  readonly margin: number;
  /** Told before the first round, where there is one. @param roundMs - roughly how long a round takes, one cell after the other, under TCG */
  readonly begins: (cells: number, roundMs: number) => void;
  /** Told after each round. */
  readonly progress: (round: number, cells: readonly JudgedCell[], left: number) => void;
  readonly signal: AbortSignal;
}

export interface Comparison {
  readonly cells: readonly JudgedCell[];
  readonly records: readonly CellRecord[];
  readonly rounds: number;
  /** How often each cell was to run. */
  readonly planned: Rounds;
  readonly looks: 'fixed' | 'sequential';
  readonly confidence: number;
  /** How many runs of each it takes before any difference in failures can be claimed. */
  readonly leastRuns: number;
  readonly interrupted: boolean;
  /** The cells that were not clear yet when a budget was spent. */
  readonly unclear: readonly string[];
}

/** A cell on both sides. */
interface CellPair {
  readonly name: string;
  readonly skip: string | undefined;
  readonly base: Cell;
  readonly head: Cell;
}

/**
 * Runs each cell of a plan on both sides, round after round. Within a round a cell's two runs follow each other or run side by side,
 * and from round to round it is the other one that comes first (A B, B A): what makes the host slow hurts both alike.
 *
 * @param plan - with two variants, whose coordinate `side` is `base` and `head`
 * @throws as startRun
 */
export async function compare(plan: RunPlan, options: CompareOptions): Promise<Comparison> {
  const { confidence, rounds: wanted, margin, progress, signal } = options;
  const pairs = pairCells(plan.cells);
  const records = new Map(pairs.map(({ name }) => [name, [] as PairRecord[]]));
  // Who interrupts it may do so for what was seen so far.
  const looksNow = () => ('budgetMs' in wanted || signal.aborted ? 'sequential' : 'fixed');
  const recorded = (): CellRecord[] =>
    pairs.map(({ name, skip }) => ({ name, skip, pairs: records.get(name) ?? [] }));
  const judged = () => judge(recorded(), { looks: looksNow(), confidence });
  const started = performance.now();
  const runnable = pairs.filter(({ skip }) => skip === undefined);
  if (runnable.length > 0) options.begins(runnable.length, roundMsOf(runnable));
  let open = runnable;
  let round = 0;
  while (open.length > 0 && !signal.aborted) {
    if ('budgetMs' in wanted && performance.now() - started >= wanted.budgetMs) break;
    round += 1;
    const results = await runRound(open, round, options);
    for (const { name } of open) {
      const [base, head] = sides.map((side) => results.get(`${side} ${name}`));
      if (base && head) records.get(name)?.push({ base, head });
    }
    const cells = judged();
    const clear = new Set(cells.filter((cell) => isClear(cell, margin)).map(({ name }) => name));
    open = open.filter(({ name }) => {
      const own = records.get(name) ?? [];
      if (isGivenUp(own)) return false;
      return 'budgetMs' in wanted
        ? !clear.has(name)
        : goesOn(own, round, { ...wanted, cells: runnable.length, confidence });
    });
    progress(round, cells, open.length);
  }
  const looks = looksNow();
  return {
    ...{ cells: judged(), records: recorded(), rounds: round, planned: wanted, looks, confidence },
    leastRuns: leastRuns(runnable.length, { looks, confidence }),
    interrupted: signal.aborted,
    unclear: 'budgetMs' in wanted ? open.map(({ name }) => name) : [],
  };
}

async function runRound(
  pairs: readonly CellPair[],
  round: number,
  { jobs, output, signal }: CompareOptions,
): Promise<Map<string, SideResult>> {
  const cells = pairs.flatMap(({ base, head }, index) =>
    (round + index) % 2 === 1 ? [base, head] : [head, base],
  );
  const keys = new Map(
    pairs.flatMap(({ name, base, head }) => [
      [base.description.id, `base ${name}`] as const,
      [head.description.id, `head ${name}`] as const,
    ]),
  );
  const run = startRun(cells, {
    ...{ jobs, signal },
    output: join(output, `round-${String(round).padStart(3, '0')}`),
  });
  const results = new Map<string, SideResult>();
  run.events.subscribe({
    next: (event) => {
      if (event.type === 'cell-finished') results.set(keys.get(event.cell) ?? '', resultOf(event));
    },
    error: () => undefined, // `finished` tells it, too.
  });
  await run.finished;
  return results;
}

function resultOf({ result, ms, directory }: Extract<RunEvent, { type: 'cell-finished' }>): SideResult {
  switch (result.outcome) {
    case 'pass':
      return { failed: false, ms, directory };
    case 'fail':
    case 'known': {
      const [{ kind, signature, message }] = result.findings;
      const told = signature.startsWith(kind) ? signature : `${kind} ${signature}`;
      return { failed: true, ms, directory, signature: told, reason: message };
    }
    default:
      return { failed: undefined, ms, directory, reason: result.reason };
  }
}

function roundMsOf(pairs: readonly CellPair[]): number {
  return pairs.reduce((sum, { base, head }) => sum + estimateMs(base.walk) + estimateMs(head.walk), 0);
}

function pairCells(cells: readonly Cell[]): CellPair[] {
  const names = new Map<string, Partial<Record<Side, Cell>>>();
  for (const cell of cells) {
    const { id, coordinates = {} } = cell.description;
    const side = sides.find((one) => one === coordinates['side']);
    if (side === undefined) throw new Error(`${id} is on neither side`);
    const name = nameWithoutSide(id);
    names.set(name, { ...names.get(name), [side]: cell });
  }
  return [...names].map(([name, both]) => {
    const { base = both.head, head = both.base } = both;
    if (!base || !head) throw new Error(`${name} is on neither side`);
    return { name, base, head, skip: whyNotCompared(both) };
  });
}

function whyNotCompared({ base, head }: Partial<Record<Side, Cell>>): string | undefined {
  if (!base || !head) return `only ${base ? 'base' : 'head'} can run it here`;
  const [before, after] = [base.description.arch, head.description.arch];
  const reasons = [
    base.skip === undefined ? [] : [`base: ${base.skip}`],
    head.skip === undefined ? [] : [`head: ${head.skip}`],
  ].flat();
  if (reasons.length > 0) return reasons.join('; ');
  if (before !== after) return `base runs it on ${before}, head on ${after}: choose one by --arch`;
  const [one, other] = [base.description.accelerator, head.description.accelerator];
  // That would compare accelerators.
  return one === other ? undefined : `base runs it with ${one}, head with ${other}: choose one by --accel`;
}

function nameWithoutSide(id: string): string {
  return id.replace(/([[,])side=(base|head)(,|\])/, (_, before: string, _side, after: string) =>
    before === '[' && after === ']' ? '' : before === '[' ? '[' : after,
  );
}
