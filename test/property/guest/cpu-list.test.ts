import { expect } from 'chai';
import fc from 'fast-check';
import { parseCpuList } from '../../../src/guest/cpu-list.js';

/** As Linux prints a mask: ascending numbers, neighbours joined to ranges. */
function print(cpus: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const cpu of cpus) {
    const last = ranges.at(-1);
    if (last?.[1] === cpu - 1) last[1] = cpu;
    else ranges.push([cpu, cpu]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

describe('parseCpuList', () => {
  it('reads every mask as Linux prints it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(511)), (numbers) => {
        const cpus = [...numbers].sort((a, b) => a - b);
        expect(parseCpuList(print(cpus))).to.deep.equal(cpus);
      }),
    );
  });

  it('refuses what is no CPU list', () => {
    for (const text of ['x', '1-', '-1', '1,,2', '1-2-3', '0x3']) {
      expect(() => parseCpuList(text), text).to.throw('not a CPU list');
    }
  });
});
