import { expect } from 'chai';
import { Calls } from '../../../src/qmp/calls.js';

describe('A QMP call that is begun when its connection is over', () => {
  it('ends at once, however long it might have waited: an opening that was given up goes on for a moment', async () => {
    const sent: string[] = [];
    const calls = new Calls((line) => sent.push(line), Infinity);
    calls.cutAll();
    const call = { command: 'qmp_capabilities', arguments: undefined };
    expect(await calls.begin(call, 2 ** 31 - 1, {})).to.deep.equal({ is: 'cut' });
    expect(sent).to.be.empty;
  });
});
