import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { findingsOf, needsGuest, run, testedQemu } from './cells.js';

const migrate = { migrate: { via: 'file' } };
/** Enough for a healthy guest on a busy host, and little enough to wait for. */
const deadlines = { leastMs: 15_000 };

/** Of the vCPU's power state, on and off: 0 and 1. */
const otherPowerState = (vcpu: number) => ({
  device: 'cpu',
  instance: vcpu,
  field: ['power_state'],
  flip: '01',
});

describe('a VM that is restored wrongly', function () {
  this.timeout(120_000);
  before(function () {
    needsGuest(this);
  });

  it('is found when an offline vCPU came back powered on, once it is brought online', async () => {
    using qemu = FaultyQemu.thatRestores(testedQemu(), otherPowerState(1));
    const steps = ['boot', { offline: 1 }, migrate, { online: 1 }];
    const [finding] = await findingsOf({ qemu: qemu.path, steps });
    expect(finding).to.include({ kind: 'guest-refused', step: 3, expected: 'vCPU 1 online' });
    expect(finding.message).to.contain('vCPU 1 could not be brought online');
  });

  it('is found by what it is saved as again when a register was lost that nobody uses', async () => {
    const register = { device: 'cpu', instance: 1, field: ['env.xregs', 19], flip: '0000010000000000' };
    using qemu = FaultyQemu.thatRestores(testedQemu(), register);
    const steps = ['boot', { migrate: { via: 'file', arrive: 'paused' } }, migrate];
    const [finding] = await findingsOf({ qemu: qemu.path, steps });
    expect(finding).to.include({ kind: 'cpu-corruption', step: 2 });
    expect(finding.seen).to.contain('loaded and saved again: other: cpu#1/env.xregs[19]');
  });

  it('is found when an online vCPU came back powered off, by name though the guest hangs', async () => {
    using qemu = FaultyQemu.thatRestores(testedQemu(), otherPowerState(1));
    const findings = await findingsOf({ qemu: qemu.path, steps: ['boot', migrate], deadlines });
    expect(findings[0]).to.include({
      kind: 'state-mismatch',
      step: 1,
      expected: 'power state of vCPU 1: on',
      seen: 'power state of vCPU 1: off',
    });
    expect(findings[0].message).to.contain('QEMU, asked because the guest hangs');
    expect(findings.at(-1)?.kind).to.be.oneOf(['guest-hang', 'cpu-dead']);
  });

  it('is found when a vCPU lost its timer interrupt, by name', async () => {
    // Interrupt 27 is the virtual timer's, private to each vCPU.
    const lost = {
      device: 'arm_gicv3',
      instance: 0,
      field: ['cpu', 3, 'gicr_ienabler0'],
      flip: '08000000',
    };
    using qemu = FaultyQemu.thatRestores(testedQemu(), lost);
    const steps = ['boot', migrate];
    const [finding] = await findingsOf({ qemu: qemu.path, vcpus: 4, steps, deadlines });
    expect(finding.kind).to.equal('cpu-dead');
    expect(finding.seen).to.match(/^vCPU 3 .*: no$/);
  });

  it('is found when its clock was put forward', async () => {
    // Nanoseconds; bit 41 is 37 minutes.
    const ahead = { device: 'timer', instance: 0, field: ['cpu_clock_offset'], flip: '0000020000000000' };
    using qemu = FaultyQemu.thatRestores(testedQemu(), ahead);
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', migrate], deadlines });
    expect(finding.kind).to.equal('clock-jump');
    expect(finding.seen).to.match(/^clock: ahead of the host by 2\d{3}/);
  });

  it('is found when a register of a computing vCPU changed', async function () {
    this.timeout(180_000);
    const changed = [19, 20, 21, 22, 23, 24, 25, 26, 27, 28].map((register) => ({
      device: 'cpu',
      instance: 1,
      field: ['env.xregs', register],
      flip: '0000010000000000',
      inUserMode: true as const,
    }));
    using qemu = FaultyQemu.thatRestores(testedQemu(), ...changed);
    const steps = ['boot', { migrate: { via: 'file', guest: 'busy' } }];
    // A vCPU that computes is stopped in its program every other time; where it was not, nothing was changed.
    let result = await run({ qemu: qemu.path, steps, deadlines });
    for (let again = 0; again < 14 && result.outcome === 'pass'; again++) {
      result = await run({ qemu: qemu.path, steps, deadlines });
    }
    if (result.outcome !== 'fail') expect.fail(`a finding was expected, not ${JSON.stringify(result)}`);
    const [finding] = result.findings;
    expect(finding.kind).to.equal('cpu-corruption');
    expect(finding.message).to.contain('vCPU 1');
  });

  it('is a finding, not an error, when QEMU is fed a stream without its end', async () => {
    using qemu = FaultyQemu.thatRestores(testedQemu(), { cutBytes: 2 ** 20 });
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', migrate] });
    expect(finding.step).to.equal(1);
    expect(finding.kind).to.equal('migration-refused');
    expect(finding.seen).to.match(/^the destination refused it: .*section.*ram/);
  });
});
