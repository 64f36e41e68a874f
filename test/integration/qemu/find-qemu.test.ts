import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findQemu } from '../../../src/qemu/index.js';
import { EnvironmentError, UsageError } from '../../../src/support/errors.js';

describe('findQemu', () => {
  let directory = '';
  const path = process.env['PATH'];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'find-qemu-'));
    process.env['PATH'] = directory;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(directory, { recursive: true });
  });

  const install = (name: string, content: string, mode = 0o755) => {
    writeFileSync(join(directory, name), content, { mode });
    return join(directory, name);
  };

  it('finds the installed one for an architecture, and one named on PATH', () => {
    const arm = install('qemu-system-aarch64', '#!/bin/sh\n');
    const mine = join(directory, 'my-qemu');
    symlinkSync(arm, mine);
    expect(findQemu('aarch64')).to.equal(arm);
    expect(findQemu('aarch64', 'my-qemu')).to.equal(mine);
    expect(findQemu('aarch64', mine)).to.equal(mine);
  });

  it('says how to install one when there is none', () => {
    expect(() => findQemu('aarch64')).to.throw(EnvironmentError, 'sudo apt-get install qemu-system-arm');
    expect(() => findQemu('x86_64')).to.throw(EnvironmentError, 'sudo apt-get install qemu-system-x86');
  });

  it('says what is at a path that is no executable', () => {
    const text = install('notes.txt', 'just words', 0o755);
    const locked = install('locked', '#!/bin/sh\n', 0o644);
    expect(() => findQemu('aarch64', directory)).to.throw(UsageError, 'there is no QEMU in');
    expect(() => findQemu('aarch64', join(directory, 'none'))).to.throw(UsageError, 'there is no such file');
    expect(() => findQemu('aarch64', locked)).to.throw(UsageError, `chmod +x ${locked}`);
    expect(() => findQemu('aarch64', text)).to.throw(UsageError, 'it begins with "just words"');
    expect(() => findQemu('aarch64', 'my-qemu')).to.throw(UsageError, "none of PATH's directories");
  });
});
