import { expect } from 'chai';
import { ConsoleReporter } from '../../../src/report/index.js';
import type { RunEvent } from '../../../src/runner/events.js';
import {
  cell,
  cellFinished,
  cellStarted,
  finding,
  runFinished,
  runStarted,
  stepFinished,
  stepStarted,
} from '../../helpers/run-events.js';

/** What a pipe gets. */
function report(events: RunEvent[], env: Record<string, string> = {}): string[] {
  let text = '';
  const reporter = new ConsoleReporter({ write: (more: string) => (text += more) }, { env });
  for (const event of events) reporter.on(event);
  return text.split('\n').slice(0, -1);
}

const one = [runStarted(cell('a')), cellStarted('a'), stepStarted('a', 0)];

describe('the console report into a pipe', () => {
  it('is a line for each start and end, and the counts', () => {
    expect(report([...one, cellFinished('a', { outcome: 'pass' }, 8340), runFinished()])).to.deep.equal([
      '1 cell on QEMU 7.2.0, aarch64 with tcg, 2 at a time',
      'start a',
      'pass  a  8.3 s',
      '',
      '1 cell: 1 passed in 9.0 s',
      'records: runs/1',
    ]);
  });

  it('tells of a step whose facts took long to come true', () => {
    const steps = [stepFinished('a', 0, 900, 200), stepFinished('a', 1, 2600, 2400)];
    const lines = report([...one, ...steps, cellFinished('a', { outcome: 'pass' })]);
    expect(lines.slice(2)).to.deep.equal([
      'pass  a  8.0 s',
      '      step 2, offline vCPU 1, held after 2.4 s',
    ]);
  });

  it('tells findings in full at the end, with both ends of the evidence and where the rest is', () => {
    const evidence = Array.from({ length: 16 }, (_, index) => `console: line ${index}`);
    const second = finding({
      kind: 'cpu-dead',
      message: 'vCPU 2 runs nothing',
      expected: '1 s',
      seen: '0 s',
    });
    const result = { outcome: 'fail', findings: [finding({ evidence }), second] } as const;
    const lines = report([...one, cellFinished('a', result), runFinished()]);
    expect(lines.slice(2, 15)).to.deep.equal([
      'FAIL  a  8.0 s',
      '      after migrate, guest says: online: 0-3; must be: 0,2-3',
      '',
      'FAIL  a',
      '      step 3 of 3, migrate via file:',
      '        after migrate, guest says: online: 0-3; must be: 0,2-3 (state-mismatch)',
      '          must be  online: 0,2-3',
      '          seen     online: 0-3',
      '        vCPU 2 runs nothing (cpu-dead)',
      '          must be  1 s',
      '          seen     0 s',
      '        evidence:',
      '          | console: line 0',
    ]);
    expect(lines.slice(20, 25)).to.deep.equal([
      '          | console: line 6',
      '          | console: line 7',
      '          | … 2 lines more',
      '          | console: line 10',
      '          | console: line 11',
    ]);
    expect(lines.slice(-6)).to.deep.equal([
      '          | console: line 15',
      '      records: runs/1/cells/a',
      '      to hand it over: vmwright reproduce runs/1/cells/a',
      '',
      '1 cell: 1 failed in 9.0 s',
      'records: runs/1',
    ]);
  });

  it('tells why a cell was skipped, and why one could not be judged', () => {
    const lines = report([
      runStarted(cell('a'), cell('b')),
      cellStarted('a'),
      cellFinished('a', { outcome: 'skip', reason: 'no such vCPU here' }),
      cellStarted('b'),
      cellFinished('b', { outcome: 'error', reason: 'the disk is full' }),
      runFinished(),
    ]);
    expect(lines).to.include.members([
      'skip  a: no such vCPU here',
      'ERROR b  8.0 s',
      '      the disk is full',
    ]);
    expect(lines.at(-2)).to.equal('2 cells: 1 could not be judged, 1 skipped in 9.0 s');
  });

  it('tells cells that are skipped for the same reason together', () => {
    const skip = (id: string, reason: string) => cellFinished(id, { outcome: 'skip', reason }, 0);
    const ids = ['a[vcpu=1]', 'a[vcpu=2]', 'b', 'c'];
    const lines = report([
      runStarted(...ids.map((id) => cell(id))),
      ...ids.slice(0, 3).map((id) => skip(id, 'no slots')),
      skip('c', 'no such vCPU'),
      runFinished(),
    ]);
    expect(lines.slice(1, 5)).to.deep.equal([
      'skip  3 cells: no slots',
      '      a, 2 cells',
      '      b',
      'skip  c: no such vCPU',
    ]);
  });

  it('tells known findings with their cells, those that are gone, and what was left out', () => {
    const knowledge = { says: 'The RTC stops.', reference: 'a bug report', place: 'known.yaml:3' };
    const gone = { says: 'The PIT stops.', reference: 'another', place: 'known.yaml:9' };
    const lines = report([
      { ...runStarted(cell('a')), leftOut: 7 } as RunEvent,
      cellStarted('a'),
      cellFinished('a', { outcome: 'known', findings: [finding()], known: [knowledge] }),
      runFinished({ knownGone: [gone] }),
    ]);
    expect(lines.slice(2)).to.deep.equal([
      'known a  8.0 s',
      '      The RTC stops.',
      '',
      'known The RTC stops.',
      '      a bug report',
      '      in a',
      '',
      'a known finding no longer shows: The PIT stops.',
      '      another',
      '      it can be taken out of known.yaml:9',
      '',
      '1 cell: 1 known in 9.0 s',
      '7 more with --all',
      'records: runs/1',
    ]);
  });

  it('counts what an interruption left', () => {
    const lines = report([
      runStarted(cell('a'), cell('b')),
      cellStarted('a'),
      runFinished({ interrupted: true }),
    ]);
    expect(lines.at(-2)).to.equal('2 cells: 2 interrupted in 9.0 s');
  });

  it('holds no escapes, not even out of a guest', () => {
    const wild = finding({ message: '\u0007\u001b[2Jgone', evidence: ['\u001b]0;title\u0007x\u009b1m\r'] });
    const lines = report([...one, cellFinished('a', { outcome: 'fail', findings: [wild] }), runFinished()]);
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(lines.join('')).not.to.match(/[\u0000-\u001f\u007f-\u009f]/);
    expect(lines).to.include('      gone');
  });

  it('has colours when FORCE_COLOR asks for them, unless NO_COLOR forbids', () => {
    const events = [...one, cellFinished('a', { outcome: 'pass' })];
    expect(report(events, { FORCE_COLOR: '1' }).join('')).to.contain('\u001b[32mpass');
    expect(report(events, { FORCE_COLOR: '0' }).join('')).not.to.contain('\u001b');
    expect(report(events, { FORCE_COLOR: '1', NO_COLOR: '1' }).join('')).not.to.contain('\u001b');
  });

  it('names every QEMU that takes part', () => {
    const other = { qemu: { path: '/opt/qemu', version: '11.1.0' } };
    expect(report([runStarted(cell('a'), cell('b', other))])[0]).to.equal(
      '2 cells on QEMU 7.2.0, aarch64 with tcg; QEMU 11.1.0, aarch64 with tcg, 2 at a time',
    );
  });
});
