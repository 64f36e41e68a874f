import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { findingsOf, needsGuest, run, testedQemu } from '../engine/cells.js';

const live = { migrate: { via: 'unix' } };

describe('a migration over a live transport', function () {
  this.timeout(300_000);
  before(function () {
    needsGuest(this);
  });

  it('takes what the guest does in its middle along, and a reset brings every vCPU back', async () => {
    const during = { ...live, while: [{ offline: 1 }] };
    expect(await run({ steps: ['boot', during, { online: 1 }] })).to.deep.equal({ outcome: 'pass' });
  });

  it('takes a connection that both QEMUs are handed open, in vain and then for good', async () => {
    const steps = [
      'boot',
      { offline: 1 },
      { 'migrate-in-vain': { via: 'fd', because: 'destination-killed', at: 'device' } },
      { 'migrate-in-vain': { via: 'fd', because: 'missing-device' } },
      { migrate: { via: 'fd', guest: 'busy' } },
      { online: 1 },
    ];
    expect(await run({ steps })).to.deep.equal({ outcome: 'pass' });
  });

  it('goes to nobody with another key, and then to one with the right one', async () => {
    const steps = [
      'boot',
      { refused: { migrate: { via: 'tcp', tls: 'wrong-psk' } } },
      { migrate: { via: 'tcp', tls: 'psk', arrive: 'paused' } },
      'cont',
    ];
    expect(await run({ steps })).to.deep.equal({ outcome: 'pass' });
  });

  it('is found when it is not refused though the keys differ', async () => {
    // The credentials are told to QEMU, and never come there.
    const fault = { command: 'migrate-set-parameters', arguments: { 'tls-creds': '' } };
    using qemu = FaultyQemu.thatSays(testedQemu(), fault);
    const steps = ['boot', { refused: { migrate: { via: 'tcp', tls: 'wrong-psk' } } }];
    const [finding] = await findingsOf({ qemu: qemu.path, steps });
    expect(finding).to.include({ kind: 'not-refused', step: 1 });
  });

  it('is found when QEMU does not tell of its end by events', async () => {
    using qemu = FaultyQemu.thatSays(testedQemu(), { event: 'MIGRATION' });
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', live] });
    expect(finding).to.include({ kind: 'migration-failed', step: 1 });
    expect(finding.seen).to.contain('no MIGRATION event tells that the');
  });

  it('is found when the source says that it is still on its way', async () => {
    const fault = { command: 'query-migrate', answer: { status: 'active' } };
    using qemu = FaultyQemu.thatSays(testedQemu(), fault);
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', live] });
    expect(finding).to.include({
      kind: 'migration-failed',
      step: 1,
      seen: 'query-migrate on the source: active',
    });
  });
});
