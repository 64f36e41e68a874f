import { expect } from 'chai';
import { commonMachineType, isVersioned } from '../../../src/qemu/index.js';

const qemu = (...names: string[]) => ({
  machineTypes: names.map((name) => ({
    name,
    alias: undefined,
    isDefault: false,
    isDeprecated: false,
    cpuMax: 8,
  })),
});

describe('the machine type that two QEMUs have', () => {
  it('is the newest by its numbers, not by its letters', () => {
    const one = qemu('virt', 'virt-5.2', 'virt-9.2', 'virt-10.0', 'virt-11.1');
    expect(commonMachineType('aarch64', one, qemu('virt', 'virt-9.2', 'virt-10.0'))).to.equal('virt-10.0');
    expect(commonMachineType('aarch64', qemu('virt', 'virt-5.2'), one)).to.equal('virt-5.2');
  });

  it('is a q35 on x86, with a micro version where there is one', () => {
    const old = qemu('pc-i440fx-4.1', 'pc-q35-4.0', 'pc-q35-4.0.1');
    expect(
      commonMachineType('x86_64', old, qemu('pc-i440fx-4.1', 'pc-q35-4.0', 'pc-q35-4.0.1', 'pc-q35-4.1')),
    ).to.equal('pc-q35-4.0.1');
  });

  it('is none where the one has dropped what the other one has', () => {
    expect(commonMachineType('aarch64', qemu('virt', 'virt-5.2'), qemu('virt', 'virt-11.1'))).to.equal(
      undefined,
    );
  });

  it('says its version, whatever properties follow', () => {
    expect(['virt-7.2', 'virt-7.2,gic-version=2', 'pc-q35-4.0.1'].map(isVersioned)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(['virt', 'q35,smm=off', 'virt,gic-version=3'].map(isVersioned)).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});
