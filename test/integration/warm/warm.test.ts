import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunEvent } from '../../../src/runner/events.js';
import type { CellResult } from '../../../src/runner/outcome.js';
import { startRun } from '../../../src/runner/start-run.js';
import { warmStarts } from '../../../src/runner/warm.js';
import type { VmSettings } from '../../../src/vm/index.js';
import type { StateStoreOptions, WarmStarts } from '../../../src/warm/index.js';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { cell, needsGuest, testedQemu, type CellChoice } from '../engine/cells.js';

type Started = Extract<RunEvent, { type: 'vm-started' }>;
type Warm = WarmStarts<Omit<VmSettings, 'logs'>>;

const migrate = { migrate: { via: 'file' } };

describe('a VM that starts from a saved state', function () {
  this.timeout(240_000);
  let folder: string;
  let options: StateStoreOptions;
  before(function () {
    needsGuest(this);
    folder = mkdtempSync(join(tmpdir(), 'warm-test-'));
    options = { folder: join(folder, 'states') };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What a cell came to, and how its VM came up as the run's record has it. */
  async function runCell(choice: CellChoice, warm: Warm): Promise<{ result: CellResult; start: Started }> {
    const output = mkdtempSync(join(folder, 'run-'));
    await startRun([cell(choice)], { jobs: 1, output, warm }).finished;
    const events = readFileSync(join(output, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    const start = events.find((event) => event.type === 'vm-started');
    const end = events.find((event) => event.type === 'cell-finished');
    if (!start || !end) throw new Error('the record lacks a start or an end');
    return { result: end.result, start };
  }
  const states = () => readdirSync(options.folder ?? '').filter((name) => !name.startsWith('.lock'));

  it('passes what one that boots passes, also the next one, and one whose state was spoilt boots', async () => {
    const steps = ['boot', { offline: 1 }, migrate, { online: 1 }, 'reset'];
    const first = await runCell({ steps }, warmStarts(options));
    expect(first.result).to.deep.equal({ outcome: 'pass' });
    expect(first.start).to.include({ from: 'saved state' });
    const [key = ''] = states();

    const second = await runCell({ steps: ['boot'] }, warmStarts(options));
    expect(second).to.deep.include({ result: { outcome: 'pass' } });
    expect(second.start).to.include({ from: 'saved state' });
    expect(second.start.ms).to.be.greaterThan(0);

    // Another object is another process.
    const warm = warmStarts(options);
    truncateSync(join(options.folder ?? '', key, 'state'), 1_000_000);
    const third = await runCell({ steps: ['boot'] }, warm);
    expect(third.result).to.deep.equal({ outcome: 'pass' });
    expect(third.start).to.include({ from: 'boot', isTrouble: true });
    expect(third.start.why).to.contain('thrown away: its file has 1000000 bytes');
    expect(states()).to.deep.equal([]);
    const fourth = await runCell({ steps: ['boot'] }, warm);
    expect(fourth.start).to.include({ from: 'saved state' });
    expect(states()).to.deep.equal([key]);
  });

  it('is made by nobody who is interrupted', async () => {
    const states = join(folder, 'interrupted');
    const { settings } = cell({ steps: ['boot'] });
    const interruption = new AbortController();
    const making = warmStarts({ folder: states }).stateFor(settings, interruption.signal);
    setTimeout(() => interruption.abort(new Error('interrupted')), 1_500);
    const outcome = await making.catch((error: unknown) => error);
    expect(outcome).to.have.property('message', 'interrupted');
    expect(readdirSync(states).filter((name) => name !== '.lock')).to.deep.equal([]);
  });

  it('is told of a fault that shows in one that boots, too', async () => {
    using qemu = FaultyQemu.thatSays(testedQemu(), { command: 'system_reset', answer: {} });
    const deadlines = { firstBootTimes: 2, leastMs: 10_000, settleMs: 2_000 };
    const choice = { qemu: qemu.path, steps: ['boot', 'reset'], deadlines };
    const { result, start } = await runCell(choice, warmStarts(options));
    expect(start).to.include({ from: 'saved state' });
    expect(result).to.deep.include({ confirmed: { after: 'boot', shown: 1, walks: 1, records: 'boot-1' } });
    expect(result.outcome === 'fail' && result.findings[0]).to.include({ kind: 'unexpected-reset', step: 1 });
  });

  it('boots with a QEMU that restores wrongly, and is found by its own migration', async () => {
    // Nanoseconds; bit 41 is 37 minutes.
    const ahead = { device: 'timer', instance: 0, field: ['cpu_clock_offset'], flip: '0000020000000000' };
    using qemu = FaultyQemu.thatRestores(testedQemu(), ahead);
    const { result, start } = await runCell(
      { qemu: qemu.path, steps: ['boot', migrate] },
      warmStarts(options),
    );
    expect(start).to.include({ from: 'boot', isTrouble: true });
    expect(start.why).to.contain('no state could be saved').and.to.contain('clock');
    expect(result.outcome === 'fail' && result.findings[0]).to.include({ kind: 'clock-jump', step: 1 });
  });
});
