import { expect } from 'chai';
import { describeReplay, judgeReplay } from '../../../src/handover/index.js';
import type { CellResult, Finding } from '../../../src/runner/index.js';

const finding = (signature: string): Finding => ({
  ...{ kind: 'cpu-dead', signature, message: signature, step: 1, stepText: 'reset' },
});
const fail = (...signatures: [string, ...string[]]): CellResult => {
  const [first, ...others] = signatures;
  return { outcome: 'fail', findings: [finding(first), ...others.map(finding)] };
};

describe('what repetitions of a walk came to', () => {
  it('counts those that showed the same signature, also beside another, and leaves out what could not be walked', () => {
    const results: CellResult[] = [
      ...[fail('a'), fail('b', 'a'), fail('b'), { outcome: 'pass' } as const],
      { outcome: 'error', reason: 'the disk is full' },
    ];
    const verdict = judgeReplay([finding('a')], results);
    expect(verdict).to.deep.include({ walked: 4, same: 2 });
    expect(describeReplay([finding('a')], verdict)).to.deep.equal([
      'the same signature showed in 2 of 4: a',
      'another one showed in 1: b',
    ]);
  });

  it('tells of any finding where there was none', () => {
    const verdict = judgeReplay([], [{ outcome: 'pass' }, fail('a')]);
    expect(describeReplay([], verdict)).to.deep.equal(['it had passed; now something is wrong in 1 of 2']);
  });
});
