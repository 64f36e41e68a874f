import { expect } from 'chai';
import { findingsOf, needsGuest } from './cells.js';

describe('a guest that fails', function () {
  this.timeout(60_000);
  before(function () {
    needsGuest(this);
  });

  it('is told by its own words when its kernel panics', async () => {
    // Names no program, and no root to look for one on.
    const [finding] = await findingsOf({ steps: ['boot'], append: 'rdinit=/nonexistent' });
    expect(finding).to.include({ kind: 'guest-panic', step: 0 });
    expect(finding.seen).to.match(/^Kernel panic - not syncing: /);
    expect(finding.evidence?.join('\n')).to.contain('Kernel panic - not syncing: ');
  });

  it('is told when it never comes up', async () => {
    // The first program that the kernel starts ends at nothing.
    const [finding] = await findingsOf({
      steps: ['boot'],
      append: 'rdinit=/bin/sh',
      deadlines: { firstBootMs: 12_000 },
    });
    expect(finding).to.include({ kind: 'guest-hang', step: 0 });
    expect(finding.message).to.contain('for the guest to come up (boot 1)');
  });
});
