import { expect } from 'chai';
import { cpuNumbers } from '../../../src/guest/cpu-numbers.js';

const numbersOf = (slots: number, ...lines: string[]) => {
  const cpuOf = cpuNumbers(lines.join('\n'), slots);
  return Array.from({ length: slots }, (_, vcpu) => cpuOf(vcpu));
};

describe('cpuNumbers', () => {
  it('follows the names in the firmware’s tables, which count in hexadecimal', () => {
    const lines = ['cpu0 \\_SB_.CPUS.C000', 'cpu1 \\_SB_.CPUS.C002', 'cpu2 \\_SB_.CPUS.C00B'];
    const numbers = numbersOf(12, ...lines);
    expect([numbers[0], numbers[2], numbers[11]]).to.deep.equal([0, 1, 2]);
  });

  it('gives each empty slot a number that no CPU has', () => {
    const lines = ['cpu0 \\_SB_.CPUS.C000', 'cpu2 \\_SB_.CPUS.C001', 'cpu1 \\_SB_.CPUS.C003'];
    expect(numbersOf(4, ...lines)).to.deep.equal([0, 2, 3, 1]);
  });

  it('changes nothing where the firmware names no CPUs', () => {
    expect(numbersOf(3)).to.deep.equal([0, 1, 2]);
  });
});
