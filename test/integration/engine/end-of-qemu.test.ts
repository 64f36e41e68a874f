import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Finding } from '../../../src/runner/index.js';
import { walkThrough } from '../../../src/runner/walk-through.js';
import { Vm } from '../../../src/vm/index.js';
import { cell, needsGuest, type CellChoice } from './cells.js';

/** Takes a walk, and does something to the QEMU process at the start of its last step. */
async function signalledAtLastStep(
  choice: CellChoice,
  signal: NodeJS.Signals,
): Promise<{ findings: Finding[]; ms: number }> {
  const logs = mkdtempSync(join(tmpdir(), 'engine-test-'));
  const { walk, settings } = cell(choice);
  let signalledAt = 0;
  const stepStarted = (step: number) => {
    if (step < walk.steps.length - 1) return;
    process.kill(vm.machine.pid, signal);
    signalledAt = performance.now();
  };
  await using vm = new Vm({ ...settings, logs });
  try {
    const progress = { stepStarted, stepFinished: () => undefined };
    const findings = await walkThrough(vm, walk, progress, new AbortController().signal);
    return { findings, ms: performance.now() - signalledAt };
  } finally {
    rmSync(logs, { recursive: true, force: true });
  }
}

describe('a QEMU that ends or freezes in the middle of a walk', function () {
  this.timeout(120_000);
  before(function () {
    needsGuest(this);
  });

  for (const signal of ['SIGSEGV', 'SIGKILL'] as const) {
    it(`is told as a crash at once when it dies of ${signal}`, async () => {
      const { findings, ms } = await signalledAtLastStep({ steps: ['boot', 'reset'] }, signal);
      expect(findings).to.have.length(1);
      expect(findings[0]).to.include({ kind: 'qemu-crash', step: 1, seen: signal });
      expect(ms).to.be.lessThan(5_000);
    });
  }

  it('is told as a hang when it is frozen, though the guest is what one waits for', async () => {
    const deadlines = { launchMs: 10_000, firstBootTimes: 2, leastMs: 5_000, settleMs: 1_000 };
    const { findings } = await signalledAtLastStep({ steps: ['boot', { offline: 1 }], deadlines }, 'SIGSTOP');
    expect(findings[0]).to.include({ kind: 'qemu-hang', step: 1 });
  });
});
