import { expect } from 'chai';
import { exitStatus } from '../../../src/runner/outcome.js';

describe('exitStatus', () => {
  const none = { pass: 0, fail: 0, skip: 0, error: 0 };
  it('is 0 when all passed or were skipped, with at least one pass', () => {
    expect(exitStatus({ ...none, pass: 1, skip: 5 })).to.equal(0);
  });
  it('is 1 with a finding, whatever else happened', () => {
    expect(exitStatus({ pass: 3, fail: 1, skip: 1, error: 1 })).to.equal(1);
  });
  it('is 3 with an error', () => {
    expect(exitStatus({ ...none, pass: 3, error: 1 })).to.equal(3);
  });
  it('is 3 when nothing ran', () => {
    expect(exitStatus({ ...none, skip: 2 })).to.equal(3);
    expect(exitStatus(none)).to.equal(3);
  });
});
