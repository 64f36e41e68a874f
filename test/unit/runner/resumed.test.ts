import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunEvent } from '../../../src/runner/events.js';
import { noCounts } from '../../../src/runner/outcome.js';
import { msOf } from '../../../src/runner/resumed.js';
import { startRun } from '../../../src/runner/start-run.js';
import {
  cell,
  cellFinished,
  cellStarted,
  finding,
  runFinished,
  runStarted,
} from '../../helpers/run-events.js';

const known = { says: 'a bug', reference: 'a report', place: 'known.yaml:1' };
const passed = cell('passed');
const recognized = cell('recognized');
const broke = cell('broke');
const underWay = cell('under-way');
/** Skipped: so no QEMU is needed to walk them. */
const cells = [passed, recognized, broke, underWay].map((description) => ({
  ...{ description, skip: 'nothing to walk it on' },
  walk: { shape: { vcpus: 1, maxVcpus: 1, ramMib: 512 }, steps: [] } as never,
}));
const interrupted: RunEvent[] = [
  runStarted(passed, recognized, broke, underWay),
  cellStarted('passed'),
  cellFinished('passed', { outcome: 'pass' }),
  cellStarted('recognized'),
  cellFinished('recognized', { outcome: 'known', findings: [finding()], known: [known] }),
  cellStarted('broke'),
  cellFinished('broke', { outcome: 'error', reason: 'no space' }),
  cellStarted('under-way'),
  runFinished({ interrupted: true }),
];

describe('a run that goes on', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-resumed-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function resume() {
    const file = join(folder, 'events.jsonl');
    const text = interrupted.map((event) => `${JSON.stringify(event)}\n`).join('');
    writeFileSync(file, `${text}{"type":"cut o`);
    const summary = await startRun(cells, { jobs: 1, output: folder, before: interrupted }).finished;
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    return { ...summary, events: lines.map((line) => JSON.parse(line) as RunEvent) };
  }

  it('keeps results, and begins anew what was under way or could not be judged', async () => {
    const { counts, events } = await resume();
    // The known finding was told as one, whatever is known now.
    expect(counts).to.deep.equal({ ...noCounts, pass: 1, known: 1, skip: 2 });
    const ends = events.flatMap((event) => (event.type === 'cell-finished' ? [event.cell] : []));
    expect(ends).to.deep.equal(['passed', 'recognized', 'broke', 'under-way']);
  });

  it('has the record of one run: one end of each cell and of the whole, no half line', async () => {
    const { events } = await resume();
    expect(events.filter(({ type }) => type === 'run-finished')).to.have.lengthOf(1);
    expect(events.at(-1)).to.include({ type: 'run-finished', interrupted: false });
    expect(events.filter((event) => event.type === 'cell-started').map((event) => event.cell)).to.deep.equal([
      'passed',
      'recognized',
    ]);
  });

  it('has taken as long as all of its parts', async () => {
    const { events } = await resume();
    const resumed = events.find((event) => event.type === 'run-resumed');
    expect(resumed).to.include({ ms: 9000 });
    // What is forgotten in the record counts all the same when it goes on once more.
    expect(msOf(events)).to.be.within(9000, 19_000);
  });
});
