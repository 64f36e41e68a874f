import { expect } from 'chai';
import { needsGuest, run } from './cells.js';

describe('a healthy QEMU', function () {
  this.timeout(240_000);
  before(function () {
    needsGuest(this);
  });

  it('resets a VM that is paused, shut down, or stopped by its watchdog, and lets its guest panic', async () => {
    const outcome = await run({
      steps: [
        'boot',
        { offline: 1 },
        'stop',
        'reset',
        'cont',
        { reboot: { by: 'panic', from: 1 } },
        { watchdog: { action: 'pause' } },
        'reset',
        'cont',
        { poweroff: { from: 1 } },
        { refused: 'cont' },
        'reset',
        'cont',
      ],
    });
    expect(outcome).to.deep.equal({ outcome: 'pass' });
  });
});
