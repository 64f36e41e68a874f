import { expect } from 'chai';
import { bisectStatus } from '../../../src/cli/bisect-status.js';
import { readKnownFindings } from '../../../src/cli/known-findings.js';
import { noCounts as none } from '../../../src/runner/outcome.js';

describe('a run for git bisect run', () => {
  it('calls a commit good or bad by what ran', () => {
    expect(bisectStatus({ ...none, pass: 2, skip: 1 })).to.equal(0);
    expect(bisectStatus({ ...none, pass: 1, fail: 1, known: 1, error: 1 })).to.equal(1);
  });

  it('says nothing of a commit that shows only what is known, breaks or runs nothing', () => {
    expect(bisectStatus({ ...none, known: 1 })).to.equal(125);
    expect(bisectStatus({ ...none, pass: 3, known: 1 })).to.equal(125);
    expect(bisectStatus({ ...none, pass: 3, error: 1 })).to.equal(125);
    expect(bisectStatus({ ...none, skip: 1 })).to.equal(125);
  });

  it('takes no finding for known because it ships as one', async () => {
    expect(await readKnownFindings(undefined, { bisect: true })).to.be.empty;
    expect(await readKnownFindings()).not.to.be.empty;
  });
});
