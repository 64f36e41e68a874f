import type { Cell } from './cell.js';
import { estimateMs } from './estimate.js';

/** One of several machines that share a run; counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** Milliseconds that cells took in former runs, by the cell's name. */
export type RecordedTimes = ReadonlyMap<string, number>;

/**
 * The cells of one shard, in the run's order. Each cell is in exactly one of the shards, and every machine that plans the
 * same cells with the same times comes to the same shards: the longest cells are dealt out first, each to the shard
 * that has least to do.
 */
export function cellsOfShard(
  cells: readonly Cell[],
  { index, total }: Shard,
  times: RecordedTimes = new Map(),
): Cell[] {
  const expected = expectedTimes(cells, times);
  const longestFirst = cells
    .map((cell, place) => ({ cell, place, ms: expected(cell) }))
    .sort((a, b) => b.ms - a.ms || a.place - b.place);
  const loads = Array.from({ length: total }, () => 0);
  const mine = new Set<Cell>();
  for (const { cell, ms } of longestFirst) {
    const least = loads.indexOf(Math.min(...loads));
    // What costs nothing is dealt out all the same: all of it to one would be a surprise to whoever reads.
    loads[least] = (loads[least] ?? 0) + Math.max(ms, 1);
    if (least === index - 1) mine.add(cell);
  }
  return cells.filter((cell) => mine.has(cell));
}

/** A cell that was not recorded takes what is reckoned, at the pace of those that were. */
function expectedTimes(cells: readonly Cell[], times: RecordedTimes): (cell: Cell) => number {
  const reckoned = (cell: Cell) => (cell.skip === undefined ? estimateMs(cell.walk) : 0);
  let [recordedSum, reckonedSum] = [0, 0];
  for (const cell of cells) {
    const recorded = times.get(cell.description.id);
    if (recorded === undefined || cell.skip !== undefined) continue;
    recordedSum += recorded;
    reckonedSum += reckoned(cell);
  }
  const pace = reckonedSum > 0 ? recordedSum / reckonedSum : 1;
  return (cell) => (cell.skip === undefined ? (times.get(cell.description.id) ?? reckoned(cell) * pace) : 0);
}
