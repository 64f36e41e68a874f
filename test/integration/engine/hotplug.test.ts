import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import type { MonitorFault } from '../../helpers/faulty-qemu/monitor-fault.js';
import { findingsOf, needsGuest, run, testedQemu, type CellChoice } from './cells.js';

const path = '/machine/peripheral/vcpu2';
/** Forgets which vCPU is in a slot. */
const freeSlot: MonitorFault = { command: 'query-hotpluggable-cpus', without: { path, member: 'qom-path' } };
const noVcpu: MonitorFault = { command: 'query-cpus-fast', without: { path } };
const unplugged = (...then: MonitorFault[]): MonitorFault => ({ command: 'device_del', answer: {}, then });

/** Enough for a healthy guest on a busy host, and little enough to wait for. */
const deadlines = { firstBootTimes: 2, leastMs: 8_000, settleMs: 2_000 };
const machine = { arch: 'x86_64', vcpus: 2, slots: 4, deadlines } as const;

describe('a QEMU that vCPUs are plugged into', function () {
  this.timeout(120_000);
  before(function () {
    needsGuest(this, 'x86_64');
  });

  async function findingOf(qemu: FaultyQemu, steps: CellChoice['steps']) {
    const [finding] = await findingsOf({ ...machine, qemu: qemu.path, steps });
    return finding;
  }
  const withFault = (fault: MonitorFault) => FaultyQemu.thatSays(testedQemu('x86_64'), fault);

  it('passes where it is healthy', async () => {
    const migrate = { migrate: { via: 'file' } };
    const refused = { refused: { plug: { vcpu: 3, id: 'vcpu2' } } };
    const steps = ['boot', { plug: 2 }, refused, { online: 2 }, migrate, { offline: 2 }];
    expect(await run({ ...machine, steps })).to.deep.equal({ outcome: 'pass' });
  });

  it('is found when it accepts a vCPU and plugs none', async () => {
    using qemu = withFault({ command: 'device_add', answer: {} });
    expect(await findingOf(qemu, ['boot', { plug: 2 }])).to.include({
      ...{ kind: 'state-mismatch', step: 1 },
      ...{ expected: 'vCPU 2 is plugged: yes', seen: 'vCPU 2 is plugged: no' },
    });
  });

  it('is found when it says that a slot is free and keeps the vCPU', async () => {
    using qemu = withFault(unplugged(freeSlot));
    expect(await findingOf(qemu, ['boot', { plug: 2 }, { unplug: 2 }])).to.include({
      ...{ kind: 'state-mismatch', step: 2 },
      ...{ expected: 'vCPU 2 is plugged: no', seen: 'vCPU 2 is plugged: yes' },
    });
  });

  it('is found when it keeps the thread of a vCPU that it hides', async () => {
    using qemu = withFault(unplugged(freeSlot, noVcpu));
    expect(await findingOf(qemu, ['boot', { plug: 2 }, { unplug: 2 }])).to.include({
      ...{ kind: 'state-mismatch', step: 2 },
      ...{ expected: 'vCPU 2 has a thread: no', seen: 'vCPU 2 has a thread: yes' },
    });
  });

  it('is found when it never asks the guest to let a vCPU go', async () => {
    using qemu = withFault(unplugged());
    const finding = await findingOf(qemu, ['boot', { plug: 2 }, { unplug: 2 }]);
    expect(finding).to.include({ kind: 'guest-refused', step: 2, expected: 'the slot of vCPU 2 free' });
    expect(finding.seen).to.equal('the guest did not answer');
  });

  it('is found when it does not refuse what it must', async () => {
    using qemu = withFault({ command: 'device_add', answer: {} });
    const finding = await findingOf(qemu, ['boot', { refused: { plug: 4 } }]);
    expect(finding).to.include({ kind: 'not-refused', step: 1 });
    expect(finding.message).to.contain('nothing refused to plug vCPU 4');
  });

  describe('before it migrates', () => {
    const steps = ['boot', { plug: 2 }, { migrate: { via: 'file' } }];

    it('is found when the destination lacks the vCPU', async () => {
      const other = 's/^[^,]*-cpu,id=vcpu2.*/virtio-rng-pci/';
      using qemu = FaultyQemu.thatIsMigratedIntoWith(testedQemu('x86_64'), other);
      const finding = await findingOf(qemu, steps);
      expect(finding.kind).to.be.oneOf(['migration-refused', 'migration-failed']);
      expect(finding.step).to.equal(2);
    });

    it('is found when the destination has it by another id', async () => {
      using qemu = FaultyQemu.thatIsMigratedIntoWith(testedQemu('x86_64'), 's/,id=vcpu2,/,id=vcpu9,/');
      expect(await findingOf(qemu, steps)).to.include({
        ...{ kind: 'state-mismatch', step: 2 },
        ...{ expected: 'the slot of vCPU 2: taken by vcpu2', seen: 'the slot of vCPU 2: taken by vcpu9' },
      });
    });
  });
});
