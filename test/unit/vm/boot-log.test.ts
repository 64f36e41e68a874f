import { expect } from 'chai';
import { DeadlineError } from '../../../src/support/errors.js';
import { BootLog } from '../../../src/vm/boot-log.js';

describe('BootLog', () => {
  it('numbers boots by their boot ids, in the order of their first sight', () => {
    const log = new BootLog();
    expect(['a', 'b', 'a', 'b', 'c'].map((id) => log.numberOf(id))).to.deep.equal([1, 2, 1, 2, 3]);
  });

  it('keeps how long the first boot took, whatever comes later', () => {
    const log = new BootLog();
    expect(log.firstBootMs).to.be.undefined;
    log.start();
    log.announce();
    const first = log.firstBootMs;
    log.start();
    log.announce();
    expect(first).to.be.a('number');
    expect(log.firstBootMs).to.equal(first);
    expect(log.announcements).to.equal(2);
  });

  it('lets wait for a boot that is announced already, and for one to come', async () => {
    const log = new BootLog();
    log.announce();
    await log.announced(1, { timeoutMs: 1_000 });
    const second = log.announced(2, { timeoutMs: 10_000 });
    log.announce();
    await second;
  });

  it('tells which boot did not come', async () => {
    const error: unknown = await new BootLog().announced(1, { timeoutMs: 10 }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(DeadlineError);
    expect(String(error)).to.contain('the guest to come up (boot 1)');
  });
});
