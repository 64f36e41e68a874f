import { expect } from 'chai';
import type { MachineSpec } from '../../../src/qemu/index.js';
import { whyAlwaysCold } from '../../../src/warm/why-cold.js';

const machine: MachineSpec = {
  ...{ qemu: '/q', arch: 'aarch64', accelerator: 'tcg', vcpus: 2, ramMib: 512, kernel: '/k' },
};

describe('a machine that is to start from a saved state', () => {
  it('can under TCG on this machine', () => {
    expect(whyAlwaysCold(machine, false)).to.equal(undefined);
  });

  it('boots under KVM, where it leaves this machine, and where its arguments may name files', () => {
    expect(whyAlwaysCold({ ...machine, accelerator: 'kvm' }, false)).to.contain('KVM');
    expect(whyAlwaysCold(machine, true)).to.contain('this machine alone');
    expect(whyAlwaysCold({ ...machine, extraArguments: ['-drive', 'file=x'] }, false)).to.contain(
      'arguments',
    );
  });
});
