import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { transports } from '../../../src/model/index.js';
import { operations } from '../../../src/operations/index.js';

const readme = readFileSync(new URL('../../../scenarios/README.md', import.meta.url), 'utf8');

/** The words in the first column of the table whose head begins so: `stop`, `cont` and `migrate` of `migrate: { … }`. */
function firstColumn(head: RegExp): string[] {
  const lines = readme.split('\n');
  const begin = lines.findIndex((line) => head.test(line));
  const length = lines.slice(begin).findIndex((line) => !line.startsWith('|'));
  return lines
    .slice(begin + 2, begin + length)
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]+)[^`]*`/g)])
    .map(([, word = '']) => word);
}

describe('scenarios/README.md', () => {
  it('names every operation in its table of steps, and no other', () => {
    expect(firstColumn(/^\| step +\|/)).to.have.members([...operations.keys()]);
  });

  it('names every transport in its table of ways, and no other', () => {
    expect(firstColumn(/^\| `via` +\|/)).to.have.members([...transports]);
  });
});
