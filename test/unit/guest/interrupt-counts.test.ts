import { expect } from 'chai';
import { readInterruptCounts } from '../../../src/guest/interrupt-counts.js';

const lines = [
  'interrupts before',
  '           CPU0       CPU2',
  'IPI0:        19         42       Rescheduling interrupts',
  'IPI1:       174        253       Function call interrupts',
  'interrupts end',
  'cpu 0 runs 0',
  'interrupts after',
  '           CPU0       CPU2',
  ' RES:        20         42   Rescheduling interrupts',
  'interrupts end',
];

describe('readInterruptCounts', () => {
  it('adds up the rows of each online CPU', () => {
    expect([...readInterruptCounts(lines, 'before')]).to.deep.equal([
      [0, 193],
      [2, 295],
    ]);
    expect(readInterruptCounts(lines, 'after').get(0)).to.equal(20);
  });

  it('gives nothing when the count was not made to its end', () => {
    expect(readInterruptCounts(lines.slice(0, -1), 'after').size).to.equal(0);
    expect(readInterruptCounts([], 'before').size).to.equal(0);
  });
});
