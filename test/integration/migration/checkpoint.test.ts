import { expect } from 'chai';
import { missingFeatures } from '../../../src/qemu/index.js';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { findingsOf, needsGuest, run, skip, testedQemu } from '../engine/cells.js';

const transfer = { migrate: { via: 'unix', cpr: 'transfer' } };
const exec = { migrate: { via: 'file-uri', cpr: 'exec' } };

/** Skips where QEMU is too old: cpr-transfer came with 10.0, cpr-exec with 10.2. */
async function needsMode(context: Mocha.Context, mode: string): Promise<void> {
  needsGuest(context);
  const feature = `value ${mode} of migrate-set-parameters.mode`;
  const missing = await missingFeatures(testedQemu(), 'virt', [feature]);
  if (missing.size > 0) skip(context, `${testedQemu()} has no mode ${mode}`);
}

describe('a VM that is handed over with its memory', function () {
  this.timeout(300_000);
  before(async function () {
    await needsMode(this, 'cpr-transfer');
  });

  it('is found to run when it was to arrive paused', async () => {
    using qemu = FaultyQemu.thatSays(testedQemu(), { command: 'migrate-incoming', besides: 'cont' });
    const paused = { migrate: { ...transfer.migrate, arrive: 'paused' } };
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', { offline: 1 }, paused] });
    expect(finding).to.include({ kind: 'state-mismatch', step: 2, seen: 'runstate: running' });
  });

  it('is found to be lost when the other QEMU is not the same machine', async () => {
    using qemu = FaultyQemu.thatIsMigratedIntoWith(testedQemu(), 's/^2$/1/');
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', transfer] });
    expect(finding).to.include({ kind: 'qemu-exit', step: 1 });
  });
});

describe('a VM whose QEMU replaces itself', function () {
  this.timeout(300_000);
  before(async function () {
    await needsMode(this, 'cpr-exec');
  });

  it('lives on in the same process, again and again', async () => {
    const again = { migrate: { via: 'file', cpr: 'exec', guest: 'busy' } };
    const steps = ['boot', { offline: 1 }, exec, { online: 1 }, again, 'reset', { migrate: { via: 'unix' } }];
    expect(await run({ steps })).to.deep.equal({ outcome: 'pass' });
  });

  it('is found to be lost when the other QEMU is not the same machine', async () => {
    using qemu = FaultyQemu.thatIsMigratedIntoWith(testedQemu(), 's/^2$/1/');
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', exec] });
    expect(finding).to.include({ kind: 'qemu-exit', step: 1 });
  });

  it('is found to be lost when there is no other QEMU', async () => {
    const fault = { command: 'migrate-set-parameters', arguments: { 'cpr-exec-command': ['/nowhere'] } };
    using qemu = FaultyQemu.thatSays(testedQemu(), fault);
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', exec] });
    expect(finding).to.include({ kind: 'migration-failed', step: 1 });
    expect(finding.seen).to.contain('execvp /nowhere failed');
  });
});
