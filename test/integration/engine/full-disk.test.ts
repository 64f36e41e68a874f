import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { needsGuest, run, skip, testedQemu, type CellChoice } from './cells.js';

const steps: CellChoice['steps'] = ['boot', { migrate: { via: 'file' } }];
const diskMib = 300;

describe('a disk that is full', function () {
  this.timeout(60_000);
  let disk: string;
  let savedTmpdir: string | undefined;

  before(function () {
    needsGuest(this);
    if (process.getuid?.() !== 0) skip(this, 'only root may mount a small disk');
  });
  beforeEach(function () {
    disk = mkdtempSync(join(tmpdir(), 'small-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMib}m`, 'small-disk', disk], { stdio: 'pipe' });
    } catch (error) {
      rmdirSync(disk);
      skip(this, `a small disk cannot be mounted here: ${String(error)}`);
    }
    savedTmpdir = process.env['TMPDIR'];
    process.env['TMPDIR'] = disk;
  });
  afterEach(() => {
    if (savedTmpdir === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = savedTmpdir;
    // Lazily: a log that was just closed keeps it busy for a moment.
    execFileSync('umount', ['--lazy', disk]);
    rmdirSync(disk);
  });

  it('is an error, not a finding, before a migration that it has no room for', async () => {
    const result = await run({ steps, ramMib: diskMib + 100 });
    expect(result).to.include({ outcome: 'error' });
    expect(result)
      .to.have.property('reason')
      .that.matches(/the disk that holds .* MiB left before/);
  });

  it('is an error, not a finding, when it fills up meanwhile', async () => {
    using qemu = FaultyQemu.thatSavesToFullDisk(testedQemu(), join(disk, 'filler'));
    const result = await run({ steps, ramMib: diskMib - 60, qemu: qemu.path });
    expect(result).to.include({ outcome: 'error' });
    expect(result)
      .to.have.property('reason')
      .that.matches(/MiB left after|ENOSPC|no space/i);
  });
});
