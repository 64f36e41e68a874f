import { expect } from 'chai';
import { FindingError } from '../../../src/support/finding.js';
import { Trouble } from '../../../src/vm/trouble.js';

describe('Trouble', () => {
  it('keeps the first report: what follows is its consequence', () => {
    const trouble = new Trouble();
    const first = new FindingError('QEMU crashed', { kind: 'qemu-crash', signature: 'SIGSEGV' });
    expect(trouble.reason).to.be.undefined;
    trouble.report(first);
    trouble.report(new FindingError('the monitor is gone', { kind: 'qmp-protocol', signature: 'lost' }));
    expect(trouble.reason).to.equal(first);
    expect(trouble.signal.reason).to.equal(first);
  });
});
