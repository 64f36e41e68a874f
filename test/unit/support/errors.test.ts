import { expect } from 'chai';
import { describeError, EnvironmentError, UsageError } from '../../../src/support/errors.js';

describe('describeError', () => {
  it('tells the causes, outermost first; the names of errors that are not ours', () => {
    const error = new UsageError('cannot read it', { cause: new RangeError('too far') });
    expect(describeError(error)).to.equal('cannot read it: RangeError: too far');
    expect(describeError('thrown by somebody careless')).to.equal('thrown by somebody careless');
  });

  it('tells each of several errors', () => {
    const error = new AggregateError([new UsageError('one'), new UsageError('two')], '2 steps failed');
    expect(describeError(error)).to.equal('AggregateError: 2 steps failed: one; two');
  });

  it('tells both when the work failed and then the clean-up, the work first', async () => {
    const seen = await work().catch(describeError);
    expect(seen).to.equal('the work; and the clean-up failed: the disk is full');
  });
});

async function work(): Promise<never> {
  await using owner = {
    [Symbol.asyncDispose]: () => Promise.reject(new EnvironmentError('the disk is full')),
    fail: () => Promise.reject(new UsageError('the work')),
  };
  return await owner.fail();
}
