import { expect } from 'chai';
import type { Finding } from '../../../src/runner/index.js';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import type { MonitorFault } from '../../helpers/faulty-qemu/monitor-fault.js';
import { findingsOf, needsGuest, testedQemu, type StepText } from './cells.js';

/** Two snapshots, and the VM as it is in neither of them. */
const twoSnapshots: readonly StepText[] = [
  'boot',
  { 'snapshot-save': 'all-on' },
  { offline: 1 },
  { 'snapshot-save': 'one-off' },
];

const soon = { firstBootTimes: 2, leastMs: 10_000, settleMs: 2_000 };

async function foundAtTheEnd(fault: MonitorFault, last: StepText): Promise<readonly Finding[]> {
  using qemu = FaultyQemu.thatSays(testedQemu(), fault);
  const steps = [...twoSnapshots, last];
  const findings = await findingsOf({ qemu: qemu.path, steps, deadlines: soon });
  expect(findings[0].step).to.equal(steps.length - 1);
  return findings;
}

describe('a QEMU whose snapshots are wrong', function () {
  this.timeout(60_000);
  before(function () {
    needsGuest(this);
  });

  it('is found where it loads another power state than was saved', async () => {
    const findings = await foundAtTheEnd(
      { command: 'snapshot-load', arguments: { tag: 'one-off' } },
      { 'snapshot-load': 'all-on' },
    );
    const seen = findings.map((finding) => finding.seen);
    expect(seen).to.include('vCPU 1 is online: no');
  });

  it('is found where it begins to load and does not end', async () => {
    const [finding] = await foundAtTheEnd(
      { command: 'snapshot-load', answer: {} },
      { 'snapshot-load': 'one-off' },
    );
    expect(finding).to.deep.include({ kind: 'snapshot-failed', seen: 'it did not end' });
  });
});
