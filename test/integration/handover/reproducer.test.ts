import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { judgeReplay, openWalk, replayCell, writeReproducer } from '../../../src/handover/index.js';
import { startRun, type CellResult } from '../../../src/runner/index.js';
import { runCell } from '../../../src/runner/run-cell.js';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { cell, needsGuest, testedQemu } from '../engine/cells.js';

const steps = ['boot', { offline: 1 }, { migrate: { via: 'file' } }, { online: 1 }];
const quiet = { stepStarted: () => undefined, stepFinished: () => undefined };

/** Runs a reproducer's script where there is neither Node nor npm. */
function reproduce(folder: string, qemu: string): { status: number | null; lastLine: string | undefined } {
  const { status, stdout } = spawnSync(join(folder, 'reproduce.sh'), {
    env: { PATH: '/usr/bin:/bin', QEMU: qemu, TMPDIR: tmpdir() },
    encoding: 'utf8',
  });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

describe('a finding that is handed over', function () {
  this.timeout(240_000);
  let folder: string;
  before(function () {
    needsGuest(this);
    folder = mkdtempSync(join(tmpdir(), 'handover-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is shown by its script on the QEMU that is wrong, and by no other, and once more by a replay', async () => {
    using qemu = FaultyQemu.thatRestores(testedQemu(), {
      ...{ device: 'cpu', instance: 1, field: ['power_state'], flip: '01' },
    });
    const logs = join(folder, 'cell');
    const wrong = cell({ qemu: qemu.path, steps });
    const signal = new AbortController().signal;
    const result = await runCell(wrong, logs, quiet, signal);
    if (result.outcome !== 'fail') expect.fail(JSON.stringify(result));
    const { hostFacts } = await openWalk(logs);
    const bug = { ...wrong, findings: result.findings, logs, host: hostFacts };
    const { script, report } = await writeReproducer(bug, join(folder, 'reproducer'), signal);
    expect(script.whyNot).to.equal(undefined);
    expect(readFileSync(report, 'utf8'))
      .to.contain('## Steps to reproduce')
      .and.contain('Invalid argument')
      .and.contain(`Linux ${release()}`);

    const shown = reproduce(join(folder, 'reproducer'), qemu.path);
    expect(shown.status, shown.lastLine).to.equal(1);
    expect(shown.lastLine).to.match(/^the bug showed: step 4, online vCPU 1: /);
    expect(reproduce(join(folder, 'reproducer'), testedQemu())).to.deep.equal({
      status: 0,
      lastLine: 'the bug did not show',
    });
    expect(reproduce(join(folder, 'reproducer'), 'no-such-qemu').status).to.equal(125);

    const recorded = await openWalk(join(folder, 'reproducer'));
    const results: CellResult[] = [];
    const run = startRun([replayCell(recorded, 1)], { jobs: 1, output: join(folder, 'replay'), signal });
    run.events.subscribe((event) => event.type === 'cell-finished' && results.push(event.result));
    await run.finished;
    expect(judgeReplay(recorded.findings, results)).to.deep.include({ walked: 1, same: 1 });
  });
});
