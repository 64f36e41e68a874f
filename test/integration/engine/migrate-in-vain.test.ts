import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import type { MonitorFault } from '../../helpers/faulty-qemu/monitor-fault.js';
import { findingsOf, needsGuest, testedQemu } from './cells.js';

interface Case {
  readonly fault: MonitorFault;
  readonly inVain: object;
  readonly expected: object;
}

const soon = { firstBootTimes: 2, leastMs: 10_000, settleMs: 2_000 };
const cancelled = { via: 'unix', because: 'cancelled', at: 'active' };

const cases: Record<string, Case> = {
  'stays paused after its migration was cancelled': {
    fault: { command: 'migrate_cancel', besides: 'stop' },
    inVain: cancelled,
    expected: { kind: 'state-mismatch', expected: 'runstate: running', seen: 'runstate: paused' },
  },
  'resets its vCPUs when its migration is cancelled': {
    fault: { command: 'migrate_cancel', besides: 'system_reset' },
    inVain: cancelled,
    expected: { kind: 'unexpected-reset' },
  },
  'says completed though its destination was killed': {
    fault: { status: 'failed', becomes: 'completed' },
    inVain: { via: 'unix', because: 'destination-killed', at: 'active' },
    expected: { kind: 'state-mismatch', expected: 'migration status: failed' },
  },
};

describe('a source that', function () {
  this.timeout(60_000);
  before(function () {
    needsGuest(this);
  });

  for (const [name, { fault, inVain, expected }] of Object.entries(cases)) {
    it(`${name} is found at that step`, async () => {
      using qemu = FaultyQemu.thatSays(testedQemu(), fault);
      const steps = ['boot', { offline: 1 }, { 'migrate-in-vain': inVain }];
      const [finding] = await findingsOf({ qemu: qemu.path, steps, deadlines: soon });
      expect(finding).to.deep.include({ ...expected, step: 2 });
    });
  }

  it('is stuck after a refusal is found besides the refusal', async function () {
    this.timeout(300_000);
    using fewer = FaultyQemu.thatIsMigratedIntoWith(testedQemu(), 's/^2$/1/');
    using qemu = FaultyQemu.thatSays(fewer.path, { command: 'query-migrate', answer: { status: 'active' } });
    const steps = ['boot', { migrate: { via: 'unix', 'return-path': 'on' } }];
    const findings = await findingsOf({ qemu: qemu.path, steps, deadlines: soon });
    expect(findings.map(({ kind }) => kind)).to.deep.equal(['migration-refused', 'migration-failed']);
    expect(findings[1]).to.include({
      signature: 'migration-failed after a migration in vain: the source does not go on',
      seen: 'query-migrate says active, its runstate is running',
    });
  });
});
