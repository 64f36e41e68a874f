import { expect } from 'chai';
import { faultNamed } from '../../../src/faults/index.js';
import { planSelfTest } from '../../../src/runner/index.js';
import { needsGuest, testedQemu } from './cells.js';

describe('planSelfTest', function () {
  this.timeout(30_000);
  before(function () {
    needsGuest(this);
  });

  const plan = (change: Partial<Parameters<typeof planSelfTest>[0]>) =>
    planSelfTest({
      ...{ scenarios: ['online-vcpus-survive-migration'], qemu: testedQemu(), accelerator: 'tcg' as const },
      ...{ selection: 'telling', ...change },
    });

  it('takes the faults of KVM where there is a lab, with the QEMU there that has them, and the patience of a run', async () => {
    const proofs = await plan({ withKvmFault: (qemu, fault) => `${qemu}+${fault}` });
    expect(proofs.map(({ fault }) => fault.name)).to.include.members([
      'kvm-forgets-counter',
      'kvm-forgets-timer',
    ]);
    for (const { fault, cell } of proofs) {
      expect(fault.place).to.equal('kvm');
      const settings = 'walk' in cell ? cell.settings : expect.fail(cell.skip);
      expect(settings.machine.qemu).to.equal(`${testedQemu()}+${fault.name}`);
      expect(settings.deadlines).to.equal(undefined);
    }
  });

  it('takes all others where there is none, and says of one of KVM what it needs', async () => {
    for (const { fault } of await plan({})) expect(fault.place).not.to.equal('kvm');
    const [proof] = await plan({ faults: [faultNamed('kvm-forgets-counter')] });
    expect(proof?.cell).to.have.property('skip').that.contains('--host lab');
  });
});
