import { expect } from 'chai';
import { letGo } from '../../../src/migration/index.js';
import type { MigratingQemu } from '../../../src/migration/ends.js';
import { QmpRefusedError } from '../../../src/qmp/index.js';
import { FindingError } from '../../../src/support/finding.js';

/** A source that answers query-yank with these, one after the other, and the last for ever. */
function source(...answers: (string[] | Error)[]): MigratingQemu & { readonly asked: number } {
  let asked = 0;
  const execute = (command: string) => {
    if (command !== 'query-yank') return Promise.resolve({ status: 'failed' });
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? [];
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(answer.map((type) => ({ type })));
  };
  return {
    qmp: { execute },
    lastWords: [],
    get asked() {
      return asked;
    },
  } as unknown as MigratingQemu & { readonly asked: number };
}

describe('a source whose migration came to nothing', () => {
  it('is waited for until it holds none of its connections', async () => {
    const qemu = source(['chardev', 'migration'], ['chardev', 'migration'], ['chardev']);
    await letGo('migrating', qemu, { timeoutMs: 5_000 });
    expect(qemu.asked).to.equal(3);
  });

  it('is not waited for when it knows nothing of the kind', async () => {
    const unknown = new QmpRefusedError({ command: 'query-yank' }, 'CommandNotFound', 'not found');
    await letGo('migrating', source(unknown), { timeoutMs: 5_000 });
  });

  it('is a finding when it never lets go', async () => {
    const keeping = letGo('migrating', source(['migration']), { timeoutMs: 50 });
    const failure: unknown = await keeping.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(FindingError);
    expect((failure as FindingError).message).to.equal(
      'migrating: the source never lets go of its connections',
    );
  });
});
