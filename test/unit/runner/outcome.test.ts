import { expect } from 'chai';
import { exitStatus, noCounts as none } from '../../../src/runner/outcome.js';

describe('exitStatus', () => {
  it('is 0 when all passed or were skipped, with at least one pass', () => {
    expect(exitStatus({ ...none, pass: 1, skip: 5 })).to.equal(0);
  });
  it('is 0 when all that ran is known', () => {
    expect(exitStatus({ ...none, known: 1, skip: 5 })).to.equal(0);
  });
  it('is 1 with a finding, whatever else happened', () => {
    expect(exitStatus({ pass: 3, fail: 1, known: 1, skip: 1, error: 1 })).to.equal(1);
  });
  it('is 3 with an error', () => {
    expect(exitStatus({ ...none, pass: 3, error: 1 })).to.equal(3);
  });
  it('is 0 for a shard that has no cell, while others have', () => {
    expect(exitStatus(none, { cells: [], shard: { plan: ['a cell'] } })).to.equal(0);
    expect(exitStatus(none, { cells: [], shard: { plan: [] } })).to.equal(3);
    expect(exitStatus({ ...none, skip: 1 }, { cells: ['a'], shard: { plan: ['a'] } })).to.equal(3);
  });
  it('is 3 when nothing ran', () => {
    expect(exitStatus({ ...none, skip: 2 })).to.equal(3);
    expect(exitStatus(none)).to.equal(3);
  });
});
