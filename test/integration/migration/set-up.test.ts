import { expect } from 'chai';
import { crawlBytesPerSecond, setUpMigration } from '../../../src/migration/index.js';
import { QmpRefusedError } from '../../../src/qmp/index.js';
import { TinyMachines } from '../machine/tiny-machine.js';

const wait = { timeoutMs: 20_000 };

describe('setting up a migration', function () {
  this.timeout(60_000);
  const machines = new TinyMachines();
  after(() => machines[Symbol.asyncDispose]());

  it('is refused while another is under way, which goes on at its own pace', async () => {
    const { qmp } = await machines.launch();
    const crawl = { 'max-bandwidth': crawlBytesPerSecond };
    await setUpMigration(qmp, { capabilities: [], parameters: crawl }, wait);
    await qmp.execute('migrate', { uri: 'exec:cat >/dev/null' });
    const refused = await setUpMigration(qmp, { capabilities: [], parameters: {} }, wait).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(QmpRefusedError);
    expect(await qmp.execute('query-migrate-parameters')).to.include(crawl);
  });
});
