import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { planRun, type RunRequest } from '../../../src/runner/index.js';
import { UsageError } from '../../../src/support/errors.js';
import { needsGuest, testedQemu } from './cells.js';

const walk = (name: string, machine: string, ...steps: string[]) =>
  `proves: ${name}.\nmachine: ${machine}\nsteps: [boot, ${steps.join(', ')}]\n`;

describe('planRun, on a host without a QEMU for x86_64', function () {
  this.timeout(30_000);
  const path = process.env['PATH'];
  let folder: string;
  let request: RunRequest;

  before(function () {
    needsGuest(this);
    folder = mkdtempSync(join(tmpdir(), 'plan-test-'));
    symlinkSync(testedQemu(), join(folder, 'qemu-system-aarch64'));
    // What vmwright starts QEMU with, where the host has it.
    const setpriv = path
      ?.split(delimiter)
      .map((directory) => join(directory, 'setpriv'))
      .find(existsSync);
    if (setpriv !== undefined) symlinkSync(setpriv, join(folder, 'setpriv'));
    process.env['PATH'] = folder;
    const scenario = (name: string, text: string) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, text);
      return file;
    };
    request = {
      accelerator: 'tcg',
      scenarios: [
        scenario('neutral', walk('neutral', '{ vcpus: 2 }', 'reset')),
        scenario('x86', walk('x86', '{ vcpus: 2, arch: x86_64 }', 'reset')),
        scenario('plugs', walk('plugs', '{ vcpus: 2, slots: 3 }', '{ plug: 2 }')),
      ],
    };
  });
  after(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs what aarch64 can, and skips what only x86_64 could with the reason and the remedy', async () => {
    const { cells, leftOut } = await planRun(request);
    expect(cells.map(({ description: { id, arch } }) => `${id} on ${arch}`)).to.deep.equal([
      'neutral on aarch64',
      'x86 on x86_64',
      'plugs on aarch64',
    ]);
    const [neutral, x86, plugs] = cells.map(({ skip }) => skip);
    expect(neutral).to.equal(undefined);
    expect(x86).to.match(/^qemu-system-x86_64 is not installed.*apt-get install qemu-system-x86$/);
    expect(plugs).to.match(/^aarch64: QEMU .* has no pluggable vCPUs; x86_64: qemu-system-x86_64 is not/);
    expect(leftOut).to.equal(0);
  });

  it('with every architecture, tells of each cell on each, by names of their own', async () => {
    const { cells } = await planRun({ ...request, scope: 'everywhere', repeat: 2 });
    const neutral = cells.filter(({ description }) => description.scenario === 'neutral');
    expect(neutral.map(({ description: { id }, skip }) => [id, skip === undefined])).to.deep.equal([
      ['neutral[arch=aarch64]#1', true],
      ['neutral[arch=aarch64]#2', true],
      ['neutral[arch=x86_64]#1', false],
      ['neutral[arch=x86_64]#2', false],
    ]);
  });

  it('lets a QEMU that is named decide, and says what is missing when nothing can run', async () => {
    const named = await planRun({ ...request, qemu: testedQemu() });
    expect(new Set(named.cells.map(({ description }) => description.arch))).to.deep.equal(
      new Set(['aarch64']),
    );
    const wrong = await planRun({ ...request, arch: 'x86_64', qemu: testedQemu() }).catch((e: unknown) => e);
    expect(wrong).to.be.instanceOf(UsageError);
    const none = await planRun({ ...request, arch: 'x86_64' }).catch((e: unknown) => e);
    expect(String(none)).to.contain('qemu-system-x86_64 is not installed');
  });
});
