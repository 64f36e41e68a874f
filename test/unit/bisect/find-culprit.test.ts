import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Bench, FailedCell, FirstLook } from '../../../src/bisect/bench.js';
import { findCulprit } from '../../../src/bisect/find-culprit.js';
import { Journal, type Culprit } from '../../../src/bisect/journal.js';
import { UsageError } from '../../../src/support/errors.js';

const { signal } = new AbortController();
const nobody = () => Promise.reject(new Error('only a look was expected'));

const finding = (cell: string, signature: string): Culprit => ({
  ...{ cell, scenario: 'reset', choices: {}, arch: 'aarch64', accelerator: 'tcg' },
  ...{ kind: 'hang', signature, message: `message of ${signature}` },
});
const failed = (cell: string, ...[main = '', ...others]: string[]): FailedCell => ({
  findings: [finding(cell, main), ...others.map((one) => finding(cell, one))],
  ...{ ms: 1, directory: cell },
});

describe('the failure that a bisection looks for', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-culprit-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const find = async (cells: readonly FailedCell[], signature?: string) => {
    const look: FirstLook = { cells: cells.length, failed: cells, passed: [] };
    const bench: Bench = {
      build: nobody,
      walk: nobody,
      clear: () => undefined,
      look: () => Promise.resolve(look),
    };
    const journal = new Journal(join(folder, 'journal.jsonl'));
    const culprit = await findCulprit('bad', { bench, journal }, { signature, rounds: 2 }, signal);
    return { culprit, runs: journal.entries.filter((entry) => entry.type === 'run') };
  };

  it('is the main finding that most cells have', async () => {
    const { culprit } = await find([failed('a', 'x', 'z'), failed('b', 'y', 'z'), failed('c', 'y', 'z')]);
    expect(culprit).to.include({ cell: 'b', signature: 'y' });
  });

  it('is the one that was named, also beside another one in its cell', async () => {
    const { culprit, runs } = await find([failed('a', 'x', 'known', 'z')], 'z');
    expect(culprit).to.deep.equal(finding('a', 'z'));
    expect(runs).to.have.length(1);
    expect(runs[0]).to.include({ came: 'fail' });
  });

  it('is none where no cell has the one that was named: all that were seen are told', async () => {
    const error: unknown = await find([failed('a', 'x', 'z')], 'nowhere').catch((thrown: unknown) => thrown);
    expect(error)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/with the signature nowhere: in 2 rounds the findings were: x; z\./);
  });
});
