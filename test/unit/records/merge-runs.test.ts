import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { mergeRuns, readRun } from '../../../src/records/index.js';
import type { CellDescription, RunEvent } from '../../../src/runner/index.js';
import { UsageError } from '../../../src/support/errors.js';
import {
  cell,
  cellFinished,
  cellStarted,
  finding,
  runFinished,
  runStarted,
} from '../../helpers/run-events.js';

const plan = ['a', 'b', 'c', 'd'].map((id) => cell(id));

describe('runs that are joined', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-merge-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function record(name: string, events: readonly RunEvent[], rest = ''): string {
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(
      join(path, 'events.jsonl'),
      events.map((event) => `${JSON.stringify(event)}\n`).join('') + rest,
    );
    return path;
  }

  function shard(
    name: string,
    index: number,
    ids: readonly string[],
    {
      ends = true,
      whole = plan,
      total = 2,
    }: { ends?: boolean; whole?: readonly CellDescription[]; total?: number } = {},
  ): string {
    const own = whole.filter(({ id }) => ids.includes(id));
    const started = { ...runStarted(...own), shard: { index, total, plan: whole } } as RunEvent;
    const cells = own.flatMap(({ id }) => [cellStarted(id), cellFinished(id, { outcome: 'pass' })]);
    return record(name, [started, ...cells, ...(ends ? [runFinished()] : [])]);
  }

  const merge = (...folders: string[]) => mergeRuns(folders.map(readRun), join(folder, 'merged'));

  it('are one: in the order of the plan, with the folders of here', () => {
    const { events, counts, isComplete, notices, folders } = merge(
      shard('2', 2, ['a', 'd']),
      shard('1', 1, ['b', 'c']),
    );
    expect({ counts, isComplete, notices }).to.deep.equal({
      counts: { pass: 4, fail: 0, known: 0, skip: 0, error: 0 },
      isComplete: true,
      notices: [],
    });
    const [started] = events;
    expect(started?.type === 'run-started' && started.cells.map(({ id }) => id)).to.deep.equal([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(started).not.to.have.property('shard');
    expect(folders.get('a')).to.equal(join(folder, '2/cells/a'));
    const end = events.find((event) => event.type === 'cell-finished' && event.cell === 'a');
    expect(end).to.have.property('directory', join(folder, 'merged/cells/a'));
  });

  it('tell of a shard that is missing, and of its cells', () => {
    const { notices, isComplete } = merge(shard('1', 1, ['b', 'c']));
    expect(isComplete).to.be.false;
    expect(notices).to.deep.equal(['shard 2/2 is missing', '2 of 4 cells have no result']);
  });

  it('count once a cell that one had begun and another one ended', () => {
    const begun = record('begun', [runStarted(cell('a'), cell('b')), cellFinished('a', { outcome: 'pass' })]);
    const again = record('again', [
      runStarted(cell('b')),
      cellFinished('b', { outcome: 'pass' }),
      runFinished(),
    ]);
    const { counts, isComplete, notices, events } = merge(begun, again);
    expect({ pass: counts.pass, isComplete, notices }).to.deep.equal({
      pass: 2,
      isComplete: true,
      notices: [],
    });
    expect(events[0]).to.have.property('cells').that.has.lengthOf(2);
    const other = record('other', [runStarted(cell('b', { arch: 'x86_64' })), runFinished()]);
    expect(() => merge(begun, other)).to.throw(
      UsageError,
      /b is another cell in .*other than in .*begun: arch/,
    );
  });

  it('are refused: a result that is not in the plan', () => {
    const stray = record('stray', [runStarted(cell('a')), cellFinished('z', { outcome: 'pass' })]);
    expect(() => merge(stray)).to.throw(UsageError, /stray has a result of z, and that is not in its plan/);
  });

  it('keep in their record what was missing, and not what can be counted', () => {
    const { events } = merge(shard('1', 1, ['b', 'c']));
    expect(events[0]).to.deep.include({ merged: { notices: ['shard 2/2 is missing'] } });
  });

  it('count once what was tried again after it was lost', () => {
    const lost = shard('lost', 1, ['b'], { ends: false });
    const { counts, isComplete, notices } = merge(lost, shard('1', 1, ['b', 'c']), shard('2', 2, ['a', 'd']));
    expect({ pass: counts.pass, isComplete }).to.deep.equal({ pass: 4, isComplete: true });
    expect(notices.join()).to.match(/lost, which did not end, is left out: shard 1\/2 was run again/);
  });

  it('tell what a finding elsewhere means for one that is known and gone', () => {
    const known = { says: 'a bug', reference: 'https://example.org', place: 'known.yaml:1' };
    const one = record('1', [
      runStarted(cell('a')),
      cellFinished('a', { outcome: 'known', findings: [finding()], known: [known] }),
      runFinished(),
    ]);
    const other = record('2', [
      runStarted(cell('b')),
      cellFinished('b', { outcome: 'pass' }),
      runFinished({ knownGone: [known] }),
    ]);
    expect(merge(one, other).events.at(-1)).to.have.property('knownGone').that.is.empty;
    expect(merge(other).events.at(-1)).to.have.property('knownGone').that.deep.equals([known]);
  });

  const newer = plan.map((one) => ({ ...one, qemu: { path: '/elsewhere/qemu', version: '10.0.8' } }));
  for (const [what, make, message] of [
    [
      'a shard that is there twice',
      () => [shard('1', 1, ['a']), shard('x', 1, ['a'])],
      /shard 1\/2 is there 2 times/,
    ],
    [
      'another QEMU version',
      () => [shard('1', 1, ['a', 'b']), shard('2', 2, ['c', 'd'], { whole: newer })],
      /is of another plan than .*: QEMU 10\.0\.8 in place of 7\.2\.0$/,
    ],
    [
      'another number of shards',
      () => [shard('1', 1, ['a', 'b']), shard('2', 2, ['c'], { total: 3 })],
      /it is one of 3 shards, and not of 2/,
    ],
    [
      'other cells',
      () => [shard('1', 1, ['a', 'b']), shard('2', 2, ['c'], { whole: plan.slice(0, 3) })],
      /without d/,
    ],
    [
      'times that differed: one cell in two shards',
      () => [shard('1', 1, ['a', 'b']), shard('2', 2, ['b', 'c', 'd'])],
      /b was run in .*1 and in .*2/,
    ],
    [
      'a shard and a whole run',
      () => [shard('1', 1, ['a']), record('2', [runStarted(cell('z')), runFinished()])],
      /is no shard, and the others are/,
    ],
    ['a folder of something else', () => [record('2', [], '')], /holds no run that can be read/],
  ] as const) {
    it(`are refused: ${what}`, () => {
      const folders = make();
      expect(() => merge(...folders)).to.throw(UsageError, message);
    });
  }

  it('may have been cut off in mid-line, and moved to here from another machine', () => {
    const path = record('cut', [runStarted(cell('a')), cellStarted('a')], '{"type":"cell-fin');
    const run = readRun(path);
    expect(run.events).to.have.lengthOf(2);
    expect(run.finished).to.be.undefined;
    expect(run.started.directory).to.equal(path);
  });
});
