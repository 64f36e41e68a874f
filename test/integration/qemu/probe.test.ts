import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findQemu, probeQemu } from '../../../src/qemu/index.js';
import { UsageError } from '../../../src/support/errors.js';

describe('probeQemu', () => {
  let directory = '';
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'probe-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  const script = (...lines: string[]) => {
    const path = join(directory, 'qemu');
    writeFileSync(path, lines.join('\n') + '\n', { mode: 0o755 });
    return path;
  };
  const qemu = () => findQemu('aarch64');

  it('tells version, architecture, machine types and accelerators', async () => {
    const probe = await probeQemu(qemu());
    expect(probe.path).to.equal(qemu());
    expect(probe.arch).to.equal('aarch64');
    expect(probe.version.text).to.match(/^\d+\.\d+\.\d+/);
    expect(probe.accelerators).to.include('tcg');
    const virt = probe.machineTypes.find(({ alias }) => alias === 'virt');
    expect(virt?.name).to.match(/^virt-\d/);
    expect(virt?.cpuMax).to.be.at.least(8);
  });

  it('sees through a wrapper script that prints, and one that runs it as a child without other descriptors', async () => {
    const noisy = script('#!/bin/sh', 'echo noise; echo more >&2', `${qemu()} "$@"`);
    expect((await probeQemu(noisy)).arch).to.equal('aarch64');
    const python = script(
      '#!/usr/bin/env python3',
      'import subprocess, sys',
      `sys.exit(subprocess.call(['${qemu()}'] + sys.argv[1:], close_fds=True))`,
    );
    expect((await probeQemu(python)).arch).to.equal('aarch64');
  });

  async function refusal(path: string, timeoutMs?: number): Promise<string> {
    const started = performance.now();
    try {
      await probeQemu(path, { timeoutMs });
    } catch (error) {
      expect(error).to.be.instanceOf(UsageError);
      expect(performance.now() - started).to.be.below(timeoutMs === undefined ? 2_000 : timeoutMs + 2_000);
      return (error as Error).message;
    }
    throw new Error(`${path} was taken for a QEMU`);
  }

  it('says what it saw of a program that is no QEMU', async () => {
    expect(await refusal('/bin/true')).to.equal(
      '/bin/true is no QEMU: it ended with exit code 0 in place of opening a QMP monitor, and said nothing',
    );
    expect(await refusal('/bin/cat'))
      .to.include('exit code 1')
      .and.include("invalid option -- 'M'");
    expect(await refusal(script('#!/bin/sh', 'echo junk'))).to.include('said: junk');
    expect(await refusal(script('#!/bin/sh', 'exec >&- 2>&-; kill -9 $$'))).to.include(
      'was killed by SIGKILL',
    );
    expect(await refusal(directory)).to.include('it is a directory');
  });

  it('gives one that hangs its time, and no more', async () => {
    const message = await refusal(script('#!/bin/sh', 'echo "loading…"', 'sleep 1000'), 300);
    expect(message).to.include('for 300 ms it gave no answer, and said: loading…');
  });

  it('ends when its signal aborts', async () => {
    const hanging = script('#!/bin/sh', 'sleep 1000');
    const outcome = await probeQemu(hanging, { signal: AbortSignal.timeout(100) }).catch(
      (error: unknown) => error,
    );
    expect(outcome).to.have.property('name', 'TimeoutError');
  });
});
