import { expect } from 'chai';
import type { BisectResult } from '../../../src/bisect/index.js';
import { describeBisection } from '../../../src/cli/bisect-report.js';

const result: BisectResult = {
  suspects: [
    { commit: 'c'.repeat(40), description: 'commit ccc\n\n    Third' },
    {
      commit: 'b'.repeat(40),
      description: 'commit bbb\n\n    Second',
      skipped: 'does not build: x.c:1: error',
    },
  ],
  culprit: {
    ...{ cell: 'reset[by=guest]', scenario: 'reset', choices: { by: 'guest' }, arch: 'aarch64' },
    ...{ accelerator: 'tcg', kind: 'hang', signature: 'hang after reset', message: 'it hangs' },
  },
  probability: 0.97,
  rate: { failures: 3, passes: 0 },
  tried: [],
  log: 'git bisect start',
};

describe('what a bisection came to', () => {
  it('is a range where commits had to be skipped, with the reason beside each of them', () =>
    expect(describeBisection(result).split('\n').slice(0, 8)).to.deep.equal([
      'the first bad commit is one of these 2: nobody can tell which, since one of them had to be skipped',
      ...['commit ccc', '', '    Third', 'commit bbb', '', '    Second', ''],
    ]));

  it('says why a suspect was skipped', () =>
    expect(describeBisection(result)).to.include(
      '    Second\n\n    skipped: does not build: x.c:1: error\n',
    ));

  it('is the commit where there is one, as git says it', () => {
    const [first] = result.suspects;
    if (!first) throw new Error('no suspect');
    expect(describeBisection({ ...result, suspects: [first] })).to.match(/^c{40} is the first bad commit\n/);
  });
});
