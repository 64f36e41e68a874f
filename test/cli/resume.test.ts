import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunDocument } from '../../src/report/json-reporter.js';
import { needsGuest } from '../integration/engine/cells.js';
import { Bench, twoQuickCells } from './vmwright.js';

/** What of a result does not depend on when and where it was. */
function timeless(json: string): unknown {
  const { cells, counts, interrupted, leftOut, knownGone } = JSON.parse(json) as RunDocument;
  return {
    ...{ counts, interrupted, leftOut, knownGone },
    cells: cells.map(({ id, outcome, steps, findings, reason }) => ({
      ...{ id, outcome, findings, reason },
      steps: steps.map(({ text, ms }) => ({ text, wasTaken: ms !== null })),
    })),
  };
}

describe('a run that was interrupted', () => {
  let bench: Bench;

  before(function () {
    needsGuest(this);
    bench = new Bench();
  });
  after(() => bench[Symbol.dispose]());

  it('killed in the middle, goes on with --resume alone, and ends with the report of one that was not', async function () {
    this.timeout(900_000);
    const folder = bench.path('killed');
    const run = bench.start(['run', ...twoQuickCells, '--output', folder]);
    await run.says(/pass .*\n(?:.*\n)*start /);
    const second = await bench.run(['run', '--resume', folder]);
    expect(second.status).to.equal(3);
    expect(second.stderr).to.match(/another vmwright is at work in .*killed: process \d+ on /);
    const live = await bench.run(['report', folder]);
    expect(live.status).to.equal(3);
    expect(live.stderr).to.match(/this run is still going on: process \d+ on /);
    run.child.kill('SIGKILL');
    await run.ended;
    await bench.nothingLeft();
    const ended = readFileSync(join(folder, 'events.jsonl'), 'utf8').match(/"cell-finished"/g);
    expect(ended).to.have.lengthOf(1);

    const other = await bench.run([
      'run',
      ...twoQuickCells,
      '--machine',
      'virt-7.0',
      '--repeat',
      '2',
      '--resume',
      folder,
    ]);
    expect(other.status).to.equal(2);
    expect(other.stderr).to.match(
      /is of another run: --repeat is 2 now, and was 1; --machine is virt-7\.0 now, and was none; it was: vmwright run /,
    );
    const incomplete = await bench.run(['report', folder]);
    expect(incomplete.status).to.equal(3);
    expect(incomplete.stdout).to.include('2 cells: 1 passed, 1 interrupted');

    symlinkSync(folder, bench.path('link'));
    const resumed = await bench.run(['run', `--resume=${bench.path('link')}`, '--jobs=1']);
    expect(resumed.status, resumed.stderr).to.equal(0);
    // It was told once, and is not walked again.
    expect(resumed.stdout.match(/^pass /gm)).to.have.lengthOf(2);
    expect(resumed.stdout.match(/^start /gm)).to.have.lengthOf(2);
    const log = readFileSync(join(folder, 'events.jsonl'), 'utf8');
    expect(log.match(/"cell-finished"/g)).to.have.lengthOf(2);
    expect(log.match(/"run-finished"/g)).to.have.lengthOf(1);
    const shown = await bench.run(['report', folder]);
    expect(shown.stdout.match(/^2 cells: 2 passed/gm)).to.have.lengthOf(1);
    const whole = await bench.run(['run', ...twoQuickCells, '--output', bench.path('whole'), '--json']);
    const again = await bench.run(['report', folder, '--json']);
    expect(again.status).to.equal(0);
    expect(timeless(again.stdout)).to.deep.equal(timeless(whole.stdout));
    expect(readdirSync(join(folder, 'cells'))).to.deep.equal(readdirSync(bench.path('whole', 'cells')));
  });

  it('shared by two machines, and joined, is one run', async function () {
    this.timeout(900_000);
    const shard = (index: string, env: NodeJS.ProcessEnv) =>
      bench.run(
        [
          'run',
          ...twoQuickCells,
          '--times',
          bench.path('killed'),
          '--shard',
          'auto',
          '--output',
          bench.path(index),
        ],
        {
          env,
        },
      );
    await shard('one', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' });
    const alone = await bench.run(['merge', bench.path('one'), '--output', bench.path('part')]);
    expect(alone.status).to.equal(3);
    expect(alone.stderr).to.match(/shard 2\/2 is missing/);
    const idle = await bench.run(['run', ...twoQuickCells, '--shard', '3/3', '--output', bench.path('idle')]);
    expect(idle.status, idle.stderr).to.equal(0);
    expect(idle.stdout).to.include('shard 3/3 has no cell: all 2 are in other shards');
    await shard('two', { JOB_COMPLETION_INDEX: '1', VMWRIGHT_JOB_TOTAL: '2' });
    const merged = await bench.run([
      ...['merge', bench.path('two'), bench.path('one')],
      ...['--output', bench.path('merged'), '--json'],
    ]);
    expect(merged.status, merged.stderr).to.equal(0);
    const whole = await bench.run(['report', bench.path('whole'), '--json']);
    expect(timeless(merged.stdout)).to.deep.equal(timeless(whole.stdout));
    const [cell = ''] = readdirSync(bench.path('merged', 'cells'));
    expect(existsSync(bench.path('merged', 'cells', cell, 'qmp.jsonl'))).to.equal(
      existsSync(bench.path('whole', 'cells', cell, 'qmp.jsonl')),
    );
  });
});
