import { expect } from 'chai';
import { judgeProof, type CellResult, type Finding } from '../../../src/runner/index.js';

const foundAt = (step: number): CellResult => {
  const finding: Finding = {
    kind: 'guest-hang',
    signature: 's',
    message: 'it hangs',
    step,
    stepText: 'reset',
  };
  return { outcome: 'fail', findings: [finding] };
};
const planted = [{ step: 2, what: 'a bit flipped' }];

describe('a planted fault', () => {
  it('is caught at its step or later', () => {
    expect(judgeProof(foundAt(2), planted).is).to.equal('caught');
    expect(judgeProof(foundAt(5), planted).is).to.equal('caught');
  });

  it('is missed when the scenario passes: a broken test', () => {
    expect(judgeProof({ outcome: 'pass' }, planted)).to.deep.equal({ is: 'missed', planted: planted[0] });
  });

  it('proves nothing when something was found before it, or it was never planted', () => {
    expect(judgeProof(foundAt(1), planted)).to.deep.include({ is: 'error' });
    expect(judgeProof(foundAt(1), [])).to.deep.include({ is: 'error' });
    const never = judgeProof({ outcome: 'pass' }, []);
    expect(never).to.deep.include({ is: 'error' });
    expect('reason' in never && never.reason).to.contain('never planted');
  });

  it('proves nothing, and nothing is broken, where a known bug shows before it', () => {
    const { findings } = foundAt(1) as Extract<CellResult, { outcome: 'fail' }>;
    const known = [{ says: 'It hangs at a reset.', reference: 'a report', place: 'known.yaml:1' }];
    for (const plantings of [planted, []]) {
      expect(judgeProof({ outcome: 'known', findings, known }, plantings)).to.deep.equal({
        is: 'skip',
        reason: 'a known bug shows before the fault: It hangs at a reset.',
      });
    }
  });

  it('proves nothing where its cell broke or was skipped', () => {
    expect(judgeProof({ outcome: 'error', reason: 'no disk' }, planted)).to.deep.equal({
      is: 'error',
      reason: 'no disk',
    });
    expect(judgeProof({ outcome: 'skip', reason: 'no slots' }, [])).to.deep.equal({
      is: 'skip',
      reason: 'no slots',
    });
  });
});
