import { expect } from 'chai';
import type { MigrationRecord } from '../../../src/migration/index.js';
import { noEvents, notLaunched } from '../../../src/model/index.js';
import { MigrationWitness } from '../../../src/witnesses/migration.js';
import { compareFacts } from '../../../src/witnesses/index.js';

const healthy: MigrationRecord = {
  since: 7,
  history: { source: ['setup', 'active', 'completed'], destination: ['setup', 'active', 'completed'] },
  status: { source: 'completed', destination: 'completed' },
  sourceRunstate: { seen: 'postmigrate', expected: 'postmigrate' },
  length: { toldBytes: 65_000_000, fileBytes: 65_090_000 },
};
const model = notLaunched({ arch: 'aarch64', vcpus: 2, ramMib: 512 });

async function wrong(record: Partial<MigrationRecord>, since = 7): Promise<string[]> {
  const witness = new MigrationWitness({ migration: { ...healthy, ...record } });
  const expectation = { model, events: noEvents, since, stream: undefined };
  const mismatches = compareFacts(witness, witness.expected(expectation), await witness.observe(expectation));
  return mismatches.map(({ fact, seen }) => `${fact}: ${seen}`);
}

describe('the witness of a migration', () => {
  it('has nothing to say against a healthy one, nor of one in an earlier step', async () => {
    expect(await wrong({})).to.deep.equal([]);
    expect(await wrong({ status: { source: 'failed', destination: 'none' } }, 8)).to.deep.equal([]);
  });

  it('names what one side told on its way', async () => {
    const history = { ...healthy.history, source: ['setup', 'active', 'failed', 'completed'] };
    expect(await wrong({ history })).to.deep.equal([
      'MIGRATION events of the source: setup, active, failed, completed',
    ]);
  });

  it('names a side that does not say that it completed, and a source that runs on', async () => {
    const status = { source: 'completed', destination: 'active' };
    const sourceRunstate = { seen: 'running', expected: 'postmigrate' };
    expect(await wrong({ status, sourceRunstate })).to.deep.equal([
      'query-migrate on the destination: active',
      "the source's runstate at the end: running",
    ]);
  });

  it('asks nothing of a source that has become the destination', async () => {
    const gone = { status: { destination: 'completed' }, sourceRunstate: undefined, length: undefined };
    expect(await wrong(gone)).to.deep.equal([]);
    expect(await wrong({ ...gone, status: { destination: 'active' } })).to.deep.equal([
      'query-migrate on the destination: active',
    ]);
  });

  it('names a file that is much shorter or longer than what was sent', async () => {
    for (const fileBytes of [60_000_000, 70_000_000]) {
      expect(await wrong({ length: { toldBytes: 65_000_000, fileBytes } })).to.deep.equal([
        `the length of the stream's file: ${fileBytes} bytes, and query-migrate says 65000000`,
      ]);
    }
  });
});
