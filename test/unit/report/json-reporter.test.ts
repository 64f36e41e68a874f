import { expect } from 'chai';
import { JsonReporter, type RunDocument } from '../../../src/report/index.js';
import type { RunEvent } from '../../../src/runner/events.js';
import {
  cell,
  cellFinished,
  cellStarted,
  finding,
  runFinished,
  runStarted,
  stepFinished,
} from '../../helpers/run-events.js';

function report(events: RunEvent[]): string {
  let text = '';
  const reporter = new JsonReporter({ write: (more: string) => (text += more) });
  for (const event of events) reporter.on(event);
  return text;
}

describe('the JSON report', () => {
  it('says nothing before the run has finished', () => {
    expect(
      report([runStarted(cell('a')), cellStarted('a'), cellFinished('a', { outcome: 'pass' })]),
    ).to.equal('');
  });

  it('tells the run, and each cell with its steps, outcome and findings', () => {
    const text = report([
      runStarted(cell('a', { choices: { vcpu: 1 } }), cell('b')),
      cellStarted('a'),
      stepFinished('a', 0, 2400),
      stepFinished('a', 1, 300, 120),
      cellFinished('a', { outcome: 'fail', findings: [finding()] }),
      cellStarted('b'),
      cellFinished('b', { outcome: 'skip', reason: 'not here' }, 0),
      runFinished(),
    ]);
    const { cells, ...run } = JSON.parse(text) as RunDocument;
    expect(run).to.deep.equal({
      format: 1,
      directory: 'runs/1',
      startedAt: '2026-11-22T12:00:00.000Z',
      ms: 9000,
      interrupted: false,
      counts: { pass: 0, fail: 1, known: 0, skip: 1, error: 0 },
      leftOut: 0,
      knownGone: [],
      versionTables: [],
    });
    expect(cells[0]).to.deep.equal({
      id: 'a',
      scenario: 'a',
      choices: { vcpu: 1 },
      qemu: { path: '/usr/bin/qemu-system-aarch64', version: '7.2.0' },
      arch: 'aarch64',
      accelerator: 'tcg',
      steps: [
        { text: 'boot', ms: 2400, settledAfterMs: null },
        { text: 'offline vCPU 1', ms: 300, settledAfterMs: 120 },
        { text: 'migrate via file', ms: null, settledAfterMs: null },
      ],
      outcome: 'fail',
      ms: 8000,
      start: null,
      confirmed: null,
      everyTime: null,
      directory: 'runs/1/cells/a',
      findings: [finding()],
      known: [],
      reason: null,
    });
    expect(cells[1]).to.include({ outcome: 'skip', reason: 'not here' });
  });

  it('has null for a cell that an interruption kept from its end', () => {
    const text = report([runStarted(cell('a')), cellStarted('a'), runFinished({ interrupted: true })]);
    const [only] = (JSON.parse(text) as RunDocument).cells;
    expect(only).to.include({ outcome: null, ms: null, directory: null });
  });
});
