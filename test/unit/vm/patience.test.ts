import { expect } from 'chai';
import { Vm, type VmSettings } from '../../../src/vm/index.js';

describe('The patience with a VM', () => {
  const deadlines = {
    firstBootTimes: 10,
    leastMs: 30_000,
    mostMs: 600_000,
    settleMs: 10_000,
    migrationMs: 120_000,
  };
  const vmWithBootOf = (bootMs: number) => {
    const vm = new Vm({ deadlines, logs: '' } as unknown as VmSettings);
    vm.boots.wakeUp({ bootMs, ageMs: 0 });
    return vm;
  };

  it('is by how long its first boot took, between a least and a most', () => {
    const patience = [1000, 12_000, 240_000].map((bootMs) => vmWithBootOf(bootMs).patienceMs);
    expect(patience).to.deep.equal([30_000, 120_000, 600_000]);
  });

  it('is a third of that for facts that come true late', () => {
    const settle = [1000, 12_000, 240_000].map((bootMs) => vmWithBootOf(bootMs).settleMs);
    expect(settle).to.deep.equal([10_000, 40_000, 200_000]);
  });
});
