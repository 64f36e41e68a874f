import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { filesBelow, followWithin } from '../../../src/debian/tree.js';

describe('an unpacked tree', () => {
  let tree: string;
  beforeEach(() => (tree = mkdtempSync(join(tmpdir(), 'vmwright-tree-'))));
  afterEach(() => rmSync(tree, { recursive: true }));

  it('has its own files at the end of its links, and never this machine’s', () => {
    mkdirSync(join(tree, 'etc'));
    writeFileSync(join(tree, 'etc', 'hostname'), '');
    const links = {
      absolute: '/etc/hostname',
      relative: 'etc/hostname',
      twice: 'absolute',
      lost: '/etc/passwd',
      round: 'round',
    };
    for (const [name, to] of Object.entries(links)) symlinkSync(to, join(tree, name));
    for (const name of ['absolute', 'relative', 'twice']) {
      expect(followWithin(tree, join(tree, name)), name).to.equal(join(tree, 'etc/hostname'));
    }
    for (const name of ['lost', 'round', 'none', 'etc']) {
      expect(followWithin(tree, join(tree, name)), name).to.equal(undefined);
    }
    expect(filesBelow(tree)).to.have.members(
      [...Object.keys(links), 'etc/hostname'].map((name) => join(tree, name)),
    );
    expect(filesBelow(join(tree, 'none'))).to.deep.equal([]);
  });
});
