import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { shellQuote } from '../../../src/qemu/index.js';

/** Anything that can be an argument: every character but the zero byte. */
const argument = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...Array.from('ab \'"\\$`!*?[]{}()<>|&;~#=%\n\t-')) }),
  )
  .map((text) => text.replaceAll('\0', ''));

describe('shellQuote', () => {
  it('gives back every argument from a real shell', () => {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1 }), (argv) => {
        const output = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${shellQuote(argv)}`]);
        expect(output.toString().split('\0').slice(0, -1)).to.deep.equal(argv);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves ordinary words readable', () => {
    expect(shellQuote(['qemu', '-M', 'virt,gic-version=3', '-append', 'console=ttyAMA0 quiet'])).to.equal(
      "qemu -M virt,gic-version=3 -append 'console=ttyAMA0 quiet'",
    );
  });

  it('never makes an assignment out of a command', () => {
    expect(
      execFileSync('/bin/sh', ['-c', `${shellQuote(['a=b'])} || true`], { stdio: 'pipe' }).toString(),
    ).to.equal('');
    expect(shellQuote(['a=b'])).to.equal("'a=b'");
  });
});
