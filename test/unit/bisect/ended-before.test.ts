import { expect } from 'chai';
import { endedBefore } from '../../../src/bisect/ended-before.js';
import type { JournalEntry } from '../../../src/bisect/journal.js';
import type { BisectResult } from '../../../src/bisect/result.js';

const result: BisectResult = {
  suspects: [],
  culprit: {
    ...{ cell: 'cell', scenario: 'cell', choices: {}, arch: 'aarch64', accelerator: 'tcg' },
    ...{ kind: 'hang', signature: 'hang', message: 'hang' },
  },
  ...{ probability: 0.96, rate: { failures: 3, passes: 0 }, tried: [], log: '' },
};
const run = { type: 'run', at: 1, commit: 'bad', came: 'fail', directory: '' } as const;

describe('the result of a bisection that has ended', () => {
  const ended: readonly JournalEntry[] = [
    ...[run, run, run, { ...run, came: 'error' as const }],
    { type: 'ended', at: 2, confidence: 0.95, result },
  ];

  it('is given again where it is as sure as is asked for', () => {
    expect(endedBefore(ended, 'bad', { confidence: 0.95 })).to.equal(result);
    expect(endedBefore(ended, 'bad', { confidence: 0.6, repeat: 3 })).to.equal(result);
  });

  it('is not enough where more confidence or more runs are asked for', () => {
    expect(endedBefore(ended, 'bad', { confidence: 0.99 })).to.deep.equal({
      falling: 'it was 0.9600 sure, and 0.99 is asked for',
    });
    // A walk that broke off gave no answer.
    expect(endedBefore(ended, 'bad', { confidence: 0.9, repeat: 4 })).to.deep.equal({
      falling: 'the bad end was run 3 times, and 4 are asked for',
    });
  });

  it('is enough where as much was asked for before, and no run makes it surer', () => {
    const best = [...ended, { type: 'ended', at: 3, confidence: 0.99, result } as const];
    expect(endedBefore(best, 'bad', { confidence: 0.99 })).to.equal(result);
  });

  it('is none where it has not ended', () =>
    expect(endedBefore([run], 'bad', { confidence: 0.99 })).to.be.undefined);
});
