import { expect } from 'chai';
import { BootLog } from '../../../src/vm/boot-log.js';

describe('BootLog of a guest that is taken back', () => {
  it('takes up the age that the guest had when it was saved, in whatever boot that was', () => {
    const log = new BootLog();
    log.remember('young');
    log.start();
    while (log.sinceStartMs < 20);
    log.remember('older');
    log.start();
    log.goBackTo('older');
    expect(log.sinceStartMs).to.be.within(20, 5_000);
    log.goBackTo('young');
    expect(log.sinceStartMs).to.be.below(15);
    expect(log.returns).to.equal(2);
  });
});
