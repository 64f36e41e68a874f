import { expect } from 'chai';
import { ConsoleReporter } from '../../../src/report/index.js';
import { FakeTerminal } from '../../helpers/fake-terminal.js';
import {
  cell,
  cellFinished,
  cellStarted,
  runFinished,
  runStart,
  runStarted,
  stepStarted,
} from '../../helpers/run-events.js';

const header = '2 cells on QEMU 7.2.0, aarch64 with tcg, 2 at a time';
const first = 'powered-off-vcpu-survives-migration[vcpu=1]';
const second = 'powered-off-vcpu-survives-migration[vcpu=last]';

describe('the console report on a terminal', () => {
  let terminal: FakeTerminal;
  let reporter: ConsoleReporter;
  let elapsed = 0;

  function open(columns = 80, rows = 24): void {
    terminal = new FakeTerminal(columns, rows);
    elapsed = 0;
    reporter = new ConsoleReporter(terminal, { env: {}, now: () => runStart + elapsed });
  }
  afterEach(() => reporter[Symbol.dispose]());

  /** Two cells: one in its second step since 1 s, one in its first. */
  function begin(): void {
    reporter.on(runStarted(cell(first), cell(second)));
    reporter.on(cellStarted(first));
    reporter.on(stepStarted(first, 1, 1000));
    elapsed = 3500;
    reporter.on(cellStarted(second, 3500));
  }

  it('has a line for each running cell with its step and time, and one with the counts', () => {
    open();
    begin();
    expect(terminal.screen).to.deep.equal([
      header,
      `  >   ${first}  2/3 offline vCPU 1  2.5 s`,
      `  >   ${second}  1/3 boot  0.0 s`,
      '      0 of 2 done, 2 running · 3.5 s',
    ]);
  });

  it('shows how time goes by when nothing happens', async () => {
    open();
    begin();
    elapsed = 65_000;
    // The ticker is the reporter's own; an event of this process tells when it has drawn.
    await new Promise<void>((resolve) => {
      const write = terminal.write.bind(terminal);
      terminal.write = (text) => {
        write(text);
        resolve();
      };
    });
    expect(terminal.screen).to.include('      0 of 2 done, 2 running · 65.0 s');
  });

  it('leaves a finished cell above those that run', () => {
    open();
    begin();
    reporter.on(cellFinished(first, { outcome: 'pass' }, 4000));
    expect(terminal.screen).to.deep.equal([
      header,
      `pass  ${first}  4.0 s`,
      `  >   ${second}  1/3 boot  0.0 s`,
      '      1 of 2 done, 1 passed, 1 running · 3.5 s',
    ]);
  });

  it('leaves only what stays when the run has finished', () => {
    open();
    begin();
    reporter.on(cellFinished(first, { outcome: 'pass' }, 4000));
    reporter.on(cellFinished(second, { outcome: 'pass' }, 4000));
    reporter.on(runFinished());
    expect(terminal.screen).to.deep.equal([
      header,
      `pass  ${first}  4.0 s`,
      `pass  ${second}  4.0 s`,
      '',
      '2 cells: 2 passed in 9.0 s',
      'records: runs/1',
    ]);
  });

  it('takes its lines away when it is disposed of before the end, once', () => {
    open();
    begin();
    reporter[Symbol.dispose]();
    expect(terminal.screen).to.deep.equal([header]);
    const writes = terminal.writes.length;
    reporter[Symbol.dispose]();
    expect(terminal.writes).to.have.length(writes);
  });

  for (const columns of [79, 60, 40, 20, 5, 1]) {
    it(`never wraps a line that it draws anew in ${columns} columns`, () => {
      open(columns);
      reporter.on(runStarted(cell(first), cell('日本語の名前'.repeat(5)), cell(second)));
      const stays = Math.ceil('3 cells on QEMU 7.2.0, aarch64 with tcg, 2 at a time'.length / columns);
      reporter.on(cellStarted(first));
      reporter.on(cellStarted('日本語の名前'.repeat(5)));
      reporter.on(cellStarted(second));
      expect(terminal.screen.length - stays).to.be.at.most(4);
      reporter[Symbol.dispose]();
      expect(terminal.screen).to.have.length(stays);
    });
  }

  it('shortens names in the middle: their ends tell cells apart', () => {
    open(60);
    begin();
    expect(terminal.screen[1]).to.equal('  >   powered-o…igration[vcpu=1]  2/3 offline vCPU 1  2.5 s');
  });

  it('keeps to the height of the terminal', () => {
    open(80, 6);
    const ids = Array.from({ length: 9 }, (_, index) => `cell-${index}`);
    reporter.on(runStarted(...ids.map((id) => cell(id))));
    for (const id of ids) reporter.on(cellStarted(id));
    expect(terminal.screen.slice(1)).to.deep.equal([
      '  >   cell-0  1/3 boot  0.0 s',
      '  >   cell-1  1/3 boot  0.0 s',
      '      … and 7 more',
      '      0 of 9 done, 9 running · 0.0 s',
    ]);
  });

  it('writes a frame at once, and none when nothing has changed', () => {
    open();
    begin();
    const writes = terminal.writes.length;
    reporter.on(cellStarted(second, 3500));
    expect(terminal.writes).to.have.length(writes);
    reporter.on(cellFinished(first, { outcome: 'pass' }, 4000));
    expect(terminal.writes.length - writes).to.be.at.most(2);
  });

  it('lets others say a line above its own', () => {
    open();
    begin();
    reporter.note('vmwright: a word');
    expect(terminal.screen[1]).to.equal('vmwright: a word');
    expect(terminal.screen).to.have.length(5);
  });

  it('is plain where TERM says that the terminal is dumb', () => {
    terminal = new FakeTerminal();
    reporter = new ConsoleReporter(terminal, { env: { TERM: 'dumb' } });
    begin();
    expect(terminal.writes.join('')).not.to.contain('\u001b');
  });
});
