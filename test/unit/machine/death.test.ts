import { expect } from 'chai';
import { Death, deathFinding } from '../../../src/machine/index.js';
import { EnvironmentError } from '../../../src/support/errors.js';
import { FindingError } from '../../../src/support/finding.js';

function findingOf(
  end: { exitCode?: number; signal?: NodeJS.Signals; outOfMemory?: boolean },
  ...lastWords: string[]
) {
  const death = new Death(4711, { exitCode: null, signal: null, ...end }, undefined, lastWords);
  const error = deathFinding(death, 'during migrate');
  if (!(error instanceof FindingError)) throw error;
  return error;
}

describe('Death', () => {
  const death = (end: { exitCode?: number; signal?: NodeJS.Signals }, ask?: 'quit' | 'SIGTERM' | 'SIGKILL') =>
    new Death(4711, { exitCode: null, signal: null, ...end }, ask, []);

  it('was asked for when it is what QEMU was told to do', () => {
    expect(death({ exitCode: 0 }, 'quit').asked).to.equal(true);
    expect(death({ signal: 'SIGTERM' }, 'SIGTERM').asked).to.equal(true);
    expect(death({ exitCode: 143 }, 'SIGTERM').asked).to.equal(true);
    expect(death({ signal: 'SIGKILL' }, 'SIGKILL').asked).to.equal(true);
  });

  it('was not when QEMU crashed or failed in place of obeying', () => {
    expect(death({ exitCode: 0 }).asked).to.equal(false);
    expect(death({ signal: 'SIGABRT' }, 'quit').asked).to.equal(false);
    expect(death({ exitCode: 139 }, 'quit').asked).to.equal(false);
    expect(death({ exitCode: 1 }, 'SIGTERM').asked).to.equal(false);
  });
});

describe('deathFinding', () => {
  const assertion = "qemu-system-aarch64: ../hw/a.c:1: f: Assertion `x' failed.";

  it('tells a crash by the assertion, or else by the signal', () => {
    expect(findingOf({ signal: 'SIGABRT' }, assertion).finding).to.include({
      kind: 'qemu-crash',
      signature: 'hw/a.c: x',
      seen: 'SIGABRT during migrate',
    });
    expect(findingOf({ signal: 'SIGSEGV' }).finding).to.include({ kind: 'qemu-crash', signature: 'SIGSEGV' });
  });

  it("knows a crash by a wrapper script's exit code: a shell's, and Python's", () => {
    expect(findingOf({ exitCode: 134 }, assertion).finding).to.include({
      kind: 'qemu-crash',
      signature: 'hw/a.c: x',
    });
    expect(findingOf({ exitCode: 139 }).finding).to.include({ kind: 'qemu-crash', signature: 'SIGSEGV' });
    expect(findingOf({ exitCode: 245 }).finding).to.include({ kind: 'qemu-crash', signature: 'SIGSEGV' });
  });

  it('tells an exit by its first error, without numbers that change', () => {
    const { finding, message } = findingOf(
      { exitCode: 1 },
      'qemu-system-aarch64: warning: something old',
      "qemu-system-aarch64: error while loading state for instance 0x2 of device 'cpu'",
      'qemu-system-aarch64: load of migration failed: Invalid argument',
    );
    expect(finding.kind).to.equal('qemu-exit');
    expect(finding.signature).to.equal("exit 1: error while loading state for instance 0x… of device 'cpu'");
    expect(message)
      .to.include('load of migration failed')
      .and.include('during migrate')
      .and.include('pid 4711');
  });

  it('takes a SIGKILL for a crash when the kernel had memory enough', () => {
    expect(findingOf({ signal: 'SIGKILL' }).finding).to.include({ kind: 'qemu-crash', signature: 'SIGKILL' });
  });

  it('is no finding when QEMU was killed from outside', () => {
    expect(() => findingOf({ signal: 'SIGKILL', outOfMemory: true })).to.throw(EnvironmentError, 'dmesg');
    const told = 'qemu-system-aarch64: terminating on signal 15 from pid 1 (init)';
    expect(() => findingOf({ exitCode: 0 }, told)).to.throw(EnvironmentError, 'from pid 1 (init)');
  });
});
