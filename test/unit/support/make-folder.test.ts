import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FolderError, makeFolder, makeNewFolder } from '../../../src/support/make-folder.js';

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

  it('makes one that nobody else has made, or says that there is one', () => {
    const folder = join(room, 'a/b');
    expect(makeNewFolder(folder)).to.equal(true);
    expect(makeNewFolder(folder)).to.equal(false);
  });

  for (const make of [makeFolder, makeNewFolder]) {
    it(`says what failed on what, and what to do about it: ${make.name}`, () => {
      writeFileSync(join(room, 'file'), '');
      const folder = join(room, 'file/below/deep');
      const refused = () => make(folder, 'take another');
      const where = make === makeFolder ? folder : join(room, 'file/below');
      expect(refused).to.throw(FolderError, `cannot make the folder ${where}; take another`);
      expect(refused).to.throw().with.nested.property('cause.code', 'ENOTDIR');
    });
  }

  it('says so when a file is in the way', () => {
    writeFileSync(join(room, 'file'), '');
    expect(() => makeFolder(join(room, 'file')))
      .to.throw(FolderError)
      .with.nested.property('cause.code', 'EEXIST');
  });

  it('gives up where no folder can be made, as in /proc', () => {
    expect(() => makeFolder('/proc/vmwright/x'))
      .to.throw(FolderError)
      .with.nested.property('cause.code')
      .that.is.oneOf(['ENOENT', 'EACCES', 'EPERM']);
  });
});
