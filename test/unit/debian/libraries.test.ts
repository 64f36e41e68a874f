import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDynamicLinking } from '../../../src/debian/elf.js';
import { sharedLibraries } from '../../../src/debian/libraries.js';
import { EnvironmentError } from '../../../src/support/errors.js';

describe('shared libraries', () => {
  // A real, dynamically linked ELF file that every machine has which runs these tests.
  const program = '/bin/sh';

  it('are read from a program’s dynamic section', () => {
    const { interpreter, needed } = readDynamicLinking(readFileSync(program), program);
    expect(interpreter).to.match(/^\/lib.*\/ld-linux/);
    expect(needed).to.include('libc.so.6');
  });

  it('are none of a file that is no ELF file', () => {
    expect(() => readDynamicLinking(Buffer.from('#!/bin/sh\necho'), '/init'))
      .to.throw(EnvironmentError)
      .with.property('message')
      .that.includes('/init is not a 64-bit');
  });

  it('are taken from a tree with what they need in turn, or missed by name', () => {
    const tree = mkdtempSync(join(tmpdir(), 'vmwright-tree-'));
    try {
      expect(() => sharedLibraries(tree, [program])).to.throw(EnvironmentError, 'needs libc.so.6');
      const { interpreter = '' } = readDynamicLinking(readFileSync(program), program);
      mkdirSync(join(tree, 'usr', 'lib', 'some-triplet'), { recursive: true });
      const loader = interpreter.split('/').at(-1) ?? '';
      for (const name of ['libc.so.6', loader]) {
        writeFileSync(join(tree, 'usr', 'lib', 'some-triplet', name), readFileSync(interpreter));
      }
      expect([...sharedLibraries(tree, [program]).keys()]).to.have.members(['/lib/libc.so.6', interpreter]);
    } finally {
      rmSync(tree, { recursive: true });
    }
  });

  it('come with those that an old C library loads by name, and not with what is left of these in a new one', () => {
    const tree = mkdtempSync(join(tmpdir(), 'vmwright-tree-'));
    try {
      const { interpreter = '' } = readDynamicLinking(readFileSync(program), program);
      mkdirSync(join(tree, 'lib'));
      for (const name of ['libnss_files-2.31.so', 'libnss_dns.so.2']) {
        writeFileSync(join(tree, 'lib', name), readFileSync(interpreter));
      }
      symlinkSync('libnss_files-2.31.so', join(tree, 'lib', 'libnss_files.so.2'));
      expect([...sharedLibraries(tree, [])]).to.deep.equal([
        ['/lib/libnss_files.so.2', join(tree, 'lib', 'libnss_files-2.31.so')],
      ]);
    } finally {
      rmSync(tree, { recursive: true });
    }
  });
});
