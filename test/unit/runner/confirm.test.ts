import { expect } from 'chai';
import type { Walk } from '../../../src/model/index.js';
import { operations, type Operation } from '../../../src/operations/index.js';
import { confirmFromBoot } from '../../../src/runner/confirm.js';
import type { CellResult } from '../../../src/runner/outcome.js';
import { finding } from '../../helpers/run-events.js';

const shape = { arch: 'aarch64', vcpus: 2, ramMib: 512 } as const;
const step = (name: string, value?: unknown) => {
  const operation = operations.get(name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return { operation, parameters: operation.parameters(shape).parse(value) };
};
const walk: Walk<Operation> = { shape, steps: [step('boot'), step('reset', undefined)] };
const found = [finding({ signature: 'the bug', step: 1 })] as const;
const pass: CellResult = { outcome: 'pass' };
const fail = (signature: string, at: number): CellResult => ({
  outcome: 'fail',
  findings: [finding({ signature, step: at })],
});

/** Which walks are taken, and what comes of each. */
function walks(...results: readonly CellResult[]) {
  const taken: string[] = [];
  const left = [...results];
  const walkBooted = (which: Walk<Operation>, name: string) => {
    taken.push(`${name}: ${which.steps.map(({ operation }) => operation.name).join(' ')}`);
    return Promise.resolve(left.shift() ?? pass);
  };
  return { taken, walkBooted };
}

describe('the confirmation of what was found in a VM that woke', () => {
  it('ends as soon as it shows from a boot', async () => {
    const { taken, walkBooted } = walks(fail('the bug', 1));
    const result = await confirmFromBoot(found, walk, walkBooted);
    expect(taken).to.deep.equal(['boot-1: boot reset']);
    expect(result).to.deep.include({ confirmed: { after: 'boot', shown: 1, walks: 1, records: 'boot-1' } });
  });

  it('tries a boot with a migration, and tells the step of the walk as it was', async () => {
    const { taken, walkBooted } = walks(pass, fail('the bug', 2));
    const result = await confirmFromBoot(found, walk, walkBooted);
    expect(taken).to.deep.equal(['boot-1: boot reset', 'migration-1: boot migrate reset']);
    expect(result).to.deep.include({
      confirmed: { after: 'migration', shown: 1, walks: 1, records: 'migration-1' },
    });
    expect(result.outcome === 'fail' && result.findings[0].step).to.equal(1);
  });

  it('goes on looking for a bug that shows now and then', async () => {
    const { walkBooted } = walks(pass, pass, pass, pass, fail('the bug', 1));
    const result = await confirmFromBoot(found, walk, walkBooted);
    expect(result).to.deep.include({ confirmed: { after: 'boot', shown: 1, walks: 3, records: 'boot-3' } });
  });

  it('tells another finding from a boot, and what was found first', async () => {
    const { walkBooted } = walks(fail('another', 1));
    const result = await confirmFromBoot(found, walk, walkBooted);
    expect(result.outcome === 'fail' && result.findings[0].signature).to.equal('another');
    expect(result.outcome === 'fail' && result.confirmed?.foundWarm).to.equal(found[0].message);
  });

  it('calls what does not show again neither a finding nor a pass', async () => {
    const result = await confirmFromBoot(found, walk, walks().walkBooted);
    expect(result.outcome).to.equal('error');
    expect(result.outcome === 'error' && result.reason)
      .to.contain(found[0].message)
      .and.to.contain('It did not show again in 4 that booted, nor in 2 that were migrated');
  });

  it('tells that it could not be confirmed when vmwright breaks over it', async () => {
    const { walkBooted } = walks({ outcome: 'error', reason: 'no space' });
    const result = await confirmFromBoot(found, walk, walkBooted);
    expect(result.outcome === 'error' && result.reason).to.contain('no space');
  });
});
