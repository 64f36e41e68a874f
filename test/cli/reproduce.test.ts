import { mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Confirmation } from '../../src/runner/outcome.js';
import { cell, cellFinished, finding, runFinished, runStarted } from '../helpers/run-events.js';
import { Bench } from './vmwright.js';

const known = { says: 'It is known.', reference: 'a report', place: 'known.yaml:1' };
const found = { findings: [finding()] } as const;

describe('vmwright reproduce', () => {
  let bench: Bench;

  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  /** The folder of a run that has its record alone: which cell is taken is told by the one that is missed. */
  function recordRun(confirmed?: Confirmation): void {
    mkdirSync(bench.path('run', 'cells'), { recursive: true });
    for (const id of ['failed', 'known', 'broken', 'passed'])
      mkdirSync(bench.path('run', 'cells', id, 'boot-2'), { recursive: true });
    const events = [
      runStarted(cell('failed'), cell('known'), cell('broken'), cell('passed')),
      cellFinished('failed', { outcome: 'fail', ...found, ...(confirmed && { confirmed }) }),
      cellFinished('known', { outcome: 'known', ...found, known: [known] }),
      cellFinished('broken', { outcome: 'error', reason: 'it did not show again' }),
      cellFinished('passed', { outcome: 'pass' }),
      runFinished(),
    ];
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    writeFileSync(bench.path('run', 'events.jsonl'), lines);
  }

  it('takes the cell that failed, whatever else was found in others', async () => {
    recordRun();
    const { status, stderr } = await bench.run(['reproduce', 'run']);
    expect(status).to.equal(2);
    expect(stderr).to.contain('run/cells/failed holds no walk.json');
  });

  it('takes the walk from a boot that has confirmed what was found from a saved state', async () => {
    recordRun({ after: 'boot', shown: 1, walks: 2, records: 'boot-2' });
    const { stderr } = await bench.run(['reproduce', 'run']);
    expect(stderr).to.contain('run/cells/failed/boot-2 holds no walk.json');
  });

  it('takes another one by its name', async () => {
    recordRun();
    const { stderr } = await bench.run(['reproduce', 'run', 'known']);
    expect(stderr).to.contain('run/cells/known holds no walk.json');
    const mistyped = await bench.run(['reproduce', 'run', 'knwon']);
    expect(mistyped.stderr).to.contain('has no cell knwon that has ended; did you mean known?');
  });
});
