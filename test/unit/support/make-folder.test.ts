import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeFolder } from '../../../src/support/make-folder.js';

describe('makeFolder', () => {
  let room: string;
  beforeEach(() => (room = mkdtempSync(join(tmpdir(), 'make-folder-'))));
  afterEach(() => rmSync(room, { recursive: true }));

  it('makes the folders above, and does not mind one that is there', () => {
    const folder = join(room, 'a/b/c');
    makeFolder(folder);
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).to.equal(true);
  });

  it('says so when a file is in the way', () => {
    writeFileSync(join(room, 'file'), '');
    expect(() => makeFolder(join(room, 'file'))).to.throw('EEXIST');
    expect(() => makeFolder(join(room, 'file/below'))).to.throw('ENOTDIR');
  });

  it('gives up where no folder can be made, as in /proc', () => {
    expect(() => makeFolder('/proc/vmwright/x')).to.throw(/ENOENT|EACCES|EPERM/);
  });
});
