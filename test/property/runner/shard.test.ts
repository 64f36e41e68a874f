import { expect } from 'chai';
import fc from 'fast-check';
import type { Cell } from '../../../src/runner/cell.js';
import { estimateMs } from '../../../src/runner/estimate.js';
import { cellsOfShard } from '../../../src/runner/shard.js';
import { operations } from '../../../src/operations/index.js';
import { cell as description } from '../../helpers/run-events.js';

const shape = { arch: 'aarch64', vcpus: 2, maxVcpus: 2, ramMib: 512 } as const;
const boot = operations.get('boot');
const reset = operations.get('reset');
if (!boot || !reset) throw new Error('there is no boot, or no reset');

/** A cell of so many resets. */
function cellOf(index: number, resets: number, isSkipped: boolean): Cell {
  const steps = [
    { operation: boot, parameters: {} },
    ...Array.from({ length: resets }, () => ({ operation: reset, parameters: {} })),
  ];
  const cell = { description: description(`cell-${index}`), walk: { shape, steps } } as Pick<
    Cell,
    'description' | 'walk'
  >;
  return (isSkipped ? { ...cell, skip: 'no KVM' } : { ...cell, settings: {} }) as Cell;
}

const plans = fc
  .array(fc.record({ resets: fc.integer({ min: 0, max: 20 }), isSkipped: fc.boolean() }), { maxLength: 40 })
  .map((list) => list.map(({ resets, isSkipped }, index) => cellOf(index, resets, isSkipped)));
const recordings = fc.dictionary(
  fc.integer({ min: 0, max: 40 }).map((index) => `cell-${index}`),
  fc.integer({ min: 0, max: 100_000 }),
);

describe('shards', () => {
  it('have each cell exactly once, in the order of the plan, whatever was recorded', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 12 }), recordings, (cells, total, recorded) => {
        const times = new Map(Object.entries(recorded));
        const shards = Array.from({ length: total }, (_, at) =>
          cellsOfShard(cells, { index: at + 1, total }, times),
        );
        const all = shards.flat().map(({ description: { id } }) => id);
        expect(all.toSorted()).to.deep.equal(cells.map(({ description: { id } }) => id).toSorted());
        for (const shard of shards) {
          const places = shard.map((cell) => cells.indexOf(cell));
          expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('take about as long as each other: none longer than the mean and the longest cell together', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 12 }), (cells, total) => {
        const msOf = (list: readonly Cell[]) =>
          list.reduce((sum, { skip, walk }) => sum + (skip === undefined ? estimateMs(walk) : 0), 0);
        const longest = Math.max(0, ...cells.map((cell) => msOf([cell])));
        for (let index = 1; index <= total; index++) {
          const ms = msOf(cellsOfShard(cells, { index, total }));
          expect(ms).to.be.at.most(msOf(cells) / total + longest + cells.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('go by recorded times, not by what was reckoned', () => {
    const cells = [cellOf(0, 1, false), cellOf(1, 1, false), cellOf(2, 1, false)];
    const times = new Map([
      ['cell-0', 10_000],
      ['cell-1', 10_000],
      ['cell-2', 90_000],
    ]);
    const ids = (index: number) =>
      cellsOfShard(cells, { index, total: 2 }, times).map(({ description: { id } }) => id);
    expect([ids(1), ids(2)]).to.deep.equal([['cell-2'], ['cell-0', 'cell-1']]);
  });
});
