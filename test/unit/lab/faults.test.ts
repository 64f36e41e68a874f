import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import { kvmFaults, withKvmFault } from '../../../src/lab/faults.js';
import { shippedScenarios } from '../../../src/scenario/index.js';

describe("the faults of the lab's KVM", () => {
  it('are the same in the library and in the list', () => {
    const source = readFileSync('vm-images/lab/faults.c', 'utf8');
    const table = [...source.matchAll(/\{ "(kvm-[a-z-]+)", [A-Z_]+ \}/g)].map(([, name]) => name);
    expect(table).to.have.members(Object.keys(kvmFaults));
  });

  it('are each found by a scenario that ships', async () => {
    const scenarios = await shippedScenarios();
    const names = scenarios.map((file) => basename(file, '.yaml'));
    for (const { foundBy } of Object.values(kvmFaults)) expect(names).to.include(foundBy);
  });

  it("are paths beside a QEMU's own", () => {
    expect(withKvmFault('/qemu/7.2/bin/qemu-system-aarch64', 'kvm-forgets-timer')).to.equal(
      '/qemu/7.2/faults/kvm-forgets-timer/qemu-system-aarch64',
    );
  });
});
