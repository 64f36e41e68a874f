import { expect } from 'chai';
import { CleanUp } from '../../../src/support/clean-up.js';

describe('CleanUp', () => {
  it('takes back in the reverse order, once', async () => {
    const order: number[] = [];
    const cleanUp = new CleanUp();
    for (const step of [1, 2, 3]) cleanUp.defer(() => order.push(step));
    await cleanUp[Symbol.asyncDispose]();
    await cleanUp[Symbol.asyncDispose]();
    expect(order).to.deep.equal([3, 2, 1]);
  });

  it('does not skip a step because another one failed, and tells all failures', async () => {
    const done: string[] = [];
    const cleanUp = new CleanUp();
    cleanUp.defer(() => done.push('first made'));
    cleanUp.defer(() => Promise.reject(new Error('b')));
    cleanUp.defer(() => {
      throw new Error('a');
    });
    const error: unknown = await cleanUp[Symbol.asyncDispose]().catch((e: unknown) => e);
    expect(done).to.deep.equal(['first made']);
    expect(error).to.be.instanceOf(AggregateError);
    expect((error as AggregateError).errors.map(String)).to.deep.equal(['Error: a', 'Error: b']);
  });

  it('hands over: the old one then takes nothing back', async () => {
    let runs = 0;
    const old = new CleanUp();
    old.defer(() => (runs += 1));
    const moved = old.move();
    await old[Symbol.asyncDispose]();
    expect(runs).to.equal(0);
    await moved[Symbol.asyncDispose]();
    expect(runs).to.equal(1);
  });
});
