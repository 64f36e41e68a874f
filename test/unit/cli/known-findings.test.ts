import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Command } from 'commander';
import {
  knownOption,
  noKnownOption,
  readKnownFindings,
  type KnownChoice,
} from '../../../src/cli/known-findings.js';
import { shippedKnownFindings } from '../../../src/known/index.js';

describe('--known and --no-known', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-known-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function file(name: string, says: string): string {
    const path = join(folder, name);
    writeFileSync(path, `- { signature: x, qemu: any, reference: here, says: ${says} }\n`);
    return path;
  }

  /** What is known with such words. */
  async function known(...args: string[]): Promise<string[]> {
    const command = new Command().addOption(knownOption('')).addOption(noKnownOption());
    const { known: choice } = command.parse(args, { from: 'user' }).opts<{ known?: KnownChoice }>();
    return (await readKnownFindings(choice)).map(({ says }) => says);
  }

  it('are those that ship, and the files come before them', async () => {
    const shipped = (await shippedKnownFindings()).map(({ says }) => says);
    expect(await known()).to.deep.equal(shipped).and.not.to.be.empty;
    expect(await known('--known', file('a', 'A'), '--known', file('b', 'B'))).to.deep.equal([
      ...['A', 'B'],
      ...shipped,
    ]);
  });

  it('are the files alone with --no-known, wherever it stands', async () => {
    const [a, b] = [file('a', 'A'), file('b', 'B')];
    expect(await known('--no-known')).to.deep.equal([]);
    expect(await known('--no-known', '--known', a)).to.deep.equal(['A']);
    expect(await known('--known', a, '--no-known')).to.deep.equal(['A']);
    expect(await known('--known', a, '--no-known', '--known', b)).to.deep.equal(['A', 'B']);
  });

  it('say what is wrong with a file that is none; one with nothing in it knows nothing', async () => {
    const errorOf = (path: string) =>
      known('--known', path).then(String, (error: unknown) => (error as Error).message);
    expect(await errorOf(folder)).to.equal(`${folder} is a folder, expected a file of known findings`);
    expect(await errorOf('/none')).to.equal(
      'cannot read the file of known findings /none: there is no such file',
    );
    expect(await errorOf('/dev/zero')).to.equal(
      '/dev/zero is not a regular file, expected a file of known findings',
    );
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    expect(await known('--no-known', '--known', empty)).to.deep.equal([]);
  });
});
