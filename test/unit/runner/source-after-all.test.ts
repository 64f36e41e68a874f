import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { notLaunched } from '../../../src/model/index.js';
import type { Diagnosis } from '../../../src/runner/diagnosis.js';
import { withSourceAfterAll } from '../../../src/runner/source-after-all.js';
import type { VainMigration } from '../../../src/support/finding.js';
import { Vm } from '../../../src/vm/index.js';

const never = new AbortController().signal;
const shape = { arch: 'aarch64', vcpus: 2, ramMib: 64 } as const;

const refusal = (migration: Partial<VainMigration>): Diagnosis => ({
  ...{ kind: 'migration-refused', signature: 'migration-refused', message: 'the destination refused the VM' },
  migration: { destination: 'refused', complaint: 'Unknown section', source: 'did not go on', ...migration },
});

const vm = new Vm({
  machine: { ...shape, qemu: '/nonexistent', accelerator: 'tcg', kernel: '/nonexistent' },
  guest: { user: 'root', privateKey: '', hostKey: '', marker: 'ready' },
  logs: tmpdir(),
});
const sourceOf = (finding: Diagnosis) => withSourceAfterAll(vm, finding, [], notLaunched(shape), never);

describe('a source whose destination did not take the VM in', () => {
  it('is a finding of its own when it is stuck, so that a known refusal does not hide it', async () => {
    const finding = refusal({
      stuck: { kind: 'migration-failed', signature: 'stuck', seen: 'query-migrate says active' },
    });
    const [first, second] = await sourceOf(finding);
    expect(first).to.equal(finding);
    expect(second).to.include({ kind: 'migration-failed', signature: 'stuck' });
    expect(second?.message).to.equal(
      'after a migration in vain, the source does not go on: query-migrate says active',
    );
  });

  it('is none when it had ended by then', async () => {
    expect(await sourceOf(refusal({ source: 'had ended' }))).to.have.lengthOf(1);
  });
});
