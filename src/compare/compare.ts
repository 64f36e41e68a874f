import { join } from 'node:path';
import type { Cell, RunEvent, RunPlan } from '../runner/index.js';
import { startRun } from '../runner/index.js';
import { isClear, judge, type JudgedCell } from './judge.js';
import type { CellRecord, PairRecord, SideResult } from './record.js';

/** The two that are compared: the value of each cell's coordinate `side`. */
const sides = ['base', 'head'] as const;
export type Side = (typeof sides)[number];

export interface CompareOptions {
  /** How many cells run at the same time. */
  readonly jobs: number;
  /** Where the records of each round go. */
  readonly output: string;
  /** How often each cell runs on each side; with a budget, as often as it takes. */
  readonly rounds: number | { readonly budgetMs: number };
  readonly confidence: number;
  /** With a budget, a difference in the rate of failures that is not worth more runs. */
  readonly margin: number;
  /** Told after each round. */
  readonly progress: (round: number, cells: readonly JudgedCell[], left: number) => void;
  readonly signal: AbortSignal;
}

export interface Comparison {
  readonly cells: readonly JudgedCell[];
  readonly records: readonly CellRecord[];
  readonly rounds: number;
  readonly looks: 'fixed' | 'sequential';
  readonly confidence: number;
  readonly interrupted: boolean;
  /** Whether a budget was spent before all was clear. */
  readonly unclear: boolean;
}

/** After so many rounds of which nothing is known, something around them is broken for good, and more would be as many errors. */
const mostInVain = 3;

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
  const looks = typeof wanted === 'number' ? 'fixed' : 'sequential';
  const judged = () =>
    judge(
      pairs.map(({ name, skip }) => ({ name, skip, pairs: records.get(name) ?? [] })),
      { looks, confidence },
    );
  const started = performance.now();
  const runnable = pairs.filter(({ skip }) => skip === undefined);
  let open = runnable;
  let round = 0;
  let roundsInVain = 0;
  while (open.length > 0 && !signal.aborted && roundsInVain < mostInVain) {
    if (typeof wanted === 'number' ? round >= wanted : performance.now() - started >= wanted.budgetMs) break;
    round += 1;
    const results = await runRound(open, round, options);
    const isKnown = [...results.values()].some(({ failed }) => failed !== undefined);
    roundsInVain = isKnown ? 0 : roundsInVain + 1;
    for (const { name } of open) {
      const [base, head] = sides.map((side) => results.get(`${side} ${name}`));
      if (base && head) records.get(name)?.push({ base, head });
    }
    const cells = judged();
    if (looks === 'sequential') {
      const clear = new Set(cells.filter((cell) => isClear(cell, margin)).map(({ name }) => name));
      open = open.filter(({ name }) => !clear.has(name));
    }
    progress(round, cells, open.length);
  }
  const cells = judged();
  return {
    ...{ cells, rounds: round, looks, confidence, interrupted: signal.aborted },
    records: pairs.map(({ name, skip }) => ({ name, skip, pairs: records.get(name) ?? [] })),
    unclear: looks === 'sequential' && open.length > 0,
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
  return before === after ? undefined : `base runs it on ${before}, head on ${after}: choose one by --arch`;
}

function nameWithoutSide(id: string): string {
  return id.replace(/([[,])side=(base|head)(,|\])/, (_, before: string, _side, after: string) =>
    before === '[' && after === ']' ? '' : before === '[' ? '[' : after,
  );
}
