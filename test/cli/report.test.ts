import { mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { holdRun } from '../../src/records/index.js';
import type { RunEvent } from '../../src/runner/index.js';
import { CleanUp } from '../../src/support/clean-up.js';
import { cell, cellFinished, cellStarted, runFinished, runStarted } from '../helpers/run-events.js';
import { Bench } from './vmwright.js';

const plan = ['a', 'b'].map((id) => cell(id));
const passed = (id: string) => cellFinished(id, { outcome: 'pass' });

describe('a recorded run', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  function record(name: string, ...events: RunEvent[]): string {
    const folder = bench.path(name);
    mkdirSync(folder);
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    writeFileSync(bench.path(name, 'events.jsonl'), text);
    return folder;
  }

  const shard = (index: number, total: number, ...ids: string[]): RunEvent =>
    ({
      ...runStarted(...plan.filter(({ id }) => ids.includes(id))),
      shard: { index, total, plan },
    }) as RunEvent;

  it('is not whole while a cell has no result, whatever its end says', async () => {
    const lacks = record('lacks', runStarted(...plan), passed('a'), runFinished());
    const { status, stderr } = await bench.run(['report', lacks]);
    expect(status).to.equal(3);
    expect(stderr).to.match(/1 of 2 cells have no result\n.*did not come to its end: vmwright run --resume /);
    const whole = record('whole', runStarted(...plan), passed('a'), passed('b'));
    expect((await bench.run(['report', whole])).status).to.equal(0);
  });

  it('joined from parts, says again what was missing', async () => {
    const one = record('one', shard(1, 2, 'a'), passed('a'), runFinished());
    const merged = await bench.run(['merge', one, '--output', bench.path('merged')]);
    const shown = await bench.run(['report', bench.path('merged')]);
    for (const { status, stderr } of [merged, shown]) {
      expect(status).to.equal(3);
      expect(stderr).to.include('shard 2/2 is missing\nvmwright: 1 of 2 cells have no result\n');
    }
    expect(shown.stderr).to.include('complete these, and merge them again').and.not.include('--resume');
  });

  it('that is still going on is said to be, and by whom', async () => {
    const live = record('live', runStarted(...plan), cellStarted('a'));
    await using lock = new CleanUp();
    lock.use(await holdRun(live));
    const { status, stderr } = await bench.run(['report', live]);
    expect(status).to.equal(3);
    expect(stderr)
      .to.match(new RegExp(`still going on: process ${process.pid} on `))
      .and.not.include('--resume');
  });

  it('of a shard without a cell is a good one', async () => {
    const idle = record('idle', shard(3, 3), runFinished());
    const { status, stdout } = await bench.run(['report', idle]);
    expect(status).to.equal(0);
    expect(stdout).to.include('shard 3/3 has no cell: all 2 are in other shards');
  });
});
