import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkHelpers } from '../../../src/cli/doctor/host.js';

describe('what doctor says of the programs beside QEMU', () => {
  const path = process.env['PATH'];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    process.env['PATH'] = folder;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  const install = (...programs: string[]) =>
    programs.forEach((program) => symlinkSync('/bin/true', join(folder, program)));

  it('is that all is well where all are there', () => {
    install('flock', 'perl', 'ssh');
    expect(checkHelpers()).to.deep.equal({
      ...{ name: 'helpers', state: 'ok', found: 'flock, perl and ssh are here' },
    });
  });

  it('is what cannot be done without them, and how to get them', () => {
    install('flock');
    expect(checkHelpers()).to.deep.equal({
      ...{ name: 'helpers', state: 'limited' },
      found: 'no perl: no descriptor can be handed to QEMU; no ssh: no other host can be reached',
      remedy: 'sudo apt-get install perl openssh-client',
    });
  });

  it('is that nothing runs where no run can be locked', () => {
    install('perl', 'ssh');
    expect(checkHelpers()).to.include({ state: 'lacking', remedy: 'sudo apt-get install util-linux' });
  });
});
