import { expect } from 'chai';
import { describeVersionTable } from '../../../src/report/version-table-text.js';
import { versionTables } from '../../../src/report/version-table.js';
import { Palette } from '../../../src/report/paint.js';
import { RunState } from '../../../src/report/run-state.js';
import type { CellDescription } from '../../../src/runner/events.js';
import type { CellResult, Finding } from '../../../src/runner/outcome.js';
import type { VainMigration } from '../../../src/support/finding.js';

const steps = ['boot', 'migrate via unix', 'reset'];
const finding = (step: number, migration?: VainMigration): Finding => ({
  ...{ kind: 'state-mismatch', signature: 's', message: 'm', seen: 'vCPU 1 is online: no', step },
  stepText: steps[step] ?? '',
  ...(migration && { migration }),
});
const fail = (step: number, migration?: VainMigration): CellResult => ({
  outcome: 'fail',
  findings: [finding(step, migration)],
});
const pass: CellResult = { outcome: 'pass' };

/** A run whose cells ended so; `undefined` is one that has not ended. */
function runOf(
  cells: readonly (readonly [from: string, to: string, result: CellResult | undefined])[],
): RunState {
  const run = new RunState();
  const described = cells.map(([from, to], index): CellDescription => ({
    ...{ id: `cell-${index}`, scenario: 'moves', choices: {}, arch: 'aarch64', accelerator: 'tcg', steps },
    ...{ coordinates: { from, to }, machineType: 'virt-5.2' },
    qemu: { path: `/${from}`, version: `${from}.0` },
    destination: { path: `/${to}`, version: `${to}.0` },
  }));
  run.apply({ type: 'run-started', at: 0, directory: '/r', jobs: 1, cells: described, leftOut: 0 });
  for (const [index, [, , result]] of cells.entries()) {
    if (result)
      run.apply({ type: 'cell-finished', at: 1, cell: `cell-${index}`, ms: 1, result, directory: '/r' });
  }
  return run;
}

const refusal = (source: VainMigration['source']): CellResult =>
  fail(1, { destination: 'refused', complaint: 'Unknown section', source });
const crash = fail(1, { destination: 'crashed', complaint: 'SIGABRT', source: 'went on' });

describe('the table of what moves between versions', () => {
  it('tells a refusal, a crash, a VM that is wrong and one that never ran apart', () => {
    const run = runOf([
      ['5.2', '5.2', pass],
      ['5.2', '7.2', refusal('went on')],
      ['7.2', '5.2', crash],
      ['7.2', '7.2', fail(2)],
      ['7.2', '10.0', undefined],
      ['10.0', '7.2', { outcome: 'skip', reason: 'no common machine type' }],
    ]);
    const [table] = versionTables(run);
    expect(table?.pairs.map(({ verdict }) => verdict)).to.deep.equal([
      ...['moves', 'refused', 'crashed', 'wrong', 'unfinished', 'skipped'],
    ]);
    expect(table?.pairs.map(({ moved }) => moved)).to.deep.equal([true, false, false, true, false, false]);
    expect(table?.qemus.map(({ name }) => name)).to.deep.equal(['5.2', '7.2', '10.0']);
    const text = describeVersionTable(table ?? expect.fail('no table'), new Palette(false));
    expect(text.slice(0, 5)).to.deep.equal([
      'moves, aarch64',
      '             to 5.2                to 7.2                     to 10.0',
      '  from 5.2   moves virt-5.2        REFUSED [1] virt-5.2',
      '  from 7.2   CRASHED [2] virt-5.2  moves, WRONG [3] virt-5.2  - virt-5.2',
      '  from 10.0                        skipped [4] virt-5.2',
    ]);
    expect(text.slice(5, 9)).to.deep.equal([
      '  [1] the destination refuses: Unknown section; the source goes on',
      '  [2] the destination crashes: SIGABRT; the source goes on',
      '  [3] step 3 of 3, reset: vCPU 1 is online: no',
      '  [4] no common machine type',
    ]);
  });

  it('shows a refusal that is known as one, with its note', () => {
    const known: CellResult = {
      outcome: 'known',
      findings: [finding(1, { destination: 'refused', complaint: 'Unknown section', source: 'went on' })],
      known: [{ says: 'It has no such section.', reference: 'a report', place: 'known.yaml:1' }],
    };
    const later: CellResult = { ...known, findings: [finding(2)] };
    const [table] = versionTables(
      runOf([
        ['5.2', '7.2', known],
        ['7.2', '5.2', later],
      ]),
    );
    expect(table?.pairs[0]).to.include({ verdict: 'known', destination: 'refused', source: 'went on' });
    const text = describeVersionTable(table ?? expect.fail('no table'), new Palette(false));
    expect(text.slice(2, 6)).to.deep.equal([
      '  from 5.2                             REFUSED, known [1] virt-5.2',
      '  from 7.2  moves, known [2] virt-5.2',
      '  [1] the destination refuses, as is known: It has no such section; the source goes on',
      '  [2] It has no such section.',
    ]);
  });

  it('says how many of several cells came to the worst', () => {
    const [table] = versionTables(
      runOf([
        ['5.2', '7.2', pass],
        ['5.2', '7.2', crash],
        ['5.2', '7.2', pass],
      ]),
    );
    expect(table?.pairs[0]).to.include({ verdict: 'crashed', count: 1, of: 3 });
  });

  it('never calls a source fine that was not seen to go on', () => {
    for (const [source, words] of [
      ['did not go on', 'does NOT go on'],
      ['had ended', 'has ended by then'],
      ['must go on', 'was not looked at'],
    ] as const) {
      const [table] = versionTables(runOf([['5.2', '7.2', refusal(source)]]));
      const text = describeVersionTable(table ?? expect.fail('no table'), new Palette(false)).join('\n');
      expect(text).to.contain(`the source ${words}`);
    }
  });

  it('is not there for a run without pairs', () => {
    const run = new RunState();
    expect(versionTables(run)).to.deep.equal([]);
  });
});
