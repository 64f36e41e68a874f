import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { CannotBeScripted } from '../../../src/handover/script/form.js';
import { writeScript } from '../../../src/handover/script/write-script.js';
import { operations } from '../../../src/operations/index.js';
import { expandScenario, loadScenario, shippedScenarios } from '../../../src/scenario/index.js';
import { scriptOf, walkOf } from './script-of.js';

/** What a shell says of a script's notation. */
function mistakesIn(script: string): string {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

describe('a script for a walk', function () {
  this.timeout(60_000);

  it('is one that a POSIX shell can read, for nearly every walk that ships', async () => {
    let [scripted, refused] = [0, 0];
    for (const file of await shippedScenarios()) {
      const scenario = await loadScenario(file, operations);
      for (const arch of ['aarch64', 'x86_64'] as const) {
        const walk = expandScenario(scenario, arch).find(({ skip }) => skip === undefined)?.walk;
        if (!walk) continue;
        try {
          expect(mistakesIn(scriptOf(walk)), scenario.name).to.equal('');
          scripted += 1;
        } catch (error) {
          if (!(error instanceof CannotBeScripted)) throw error;
          refused += 1;
        }
      }
    }
    expect(scripted / (scripted + refused)).to.be.above(0.8);
  });

  it('does what the steps say, in words of QMP and of a shell', () => {
    const script = scriptOf(
      walkOf('[boot, offline: [1, 3], stop, migrate: { via: unix, multifd: 2 }, cont]'),
    );
    expect(script).to.contain(`guest 'echo 0 >/sys/devices/system/cpu/cpu3/online'`);
    expect(script).to.contain(`qmp $vm '{"execute": "stop"}'`);
    expect(script).to.contain('{"capability": "multifd", "state": true}');
    expect(script.indexOf('"migrate-incoming"')).to.be.below(script.indexOf('"execute": "migrate",'));
  });

  it('is as wide as people read it: what is said in QMP, and of the finding, goes on in another line', () => {
    const walk = walkOf('[boot, migrate: { via: unix, multifd: 2 }, snapshot-save: a]');
    const message = 'the guest says something that takes very many words; '.repeat(9);
    const script = scriptOf(walk, { message });
    const ours = script.slice(0, script.indexOf('\n# --- '));
    expect(ours.split('\n').filter((line) => line.length > 120)).to.deep.equal([]);
    const [, told = ''] = /qmp \$vm '(\{"execute": "migrate-set-capabilities"[^']*)'/.exec(ours) ?? [];
    expect(JSON.parse(told)).to.have.nested.property('arguments.capabilities[1].capability', 'multifd');
    expect(told).to.contain('\n');
  });

  it('is one that shellcheck has nothing against', function () {
    const { error } = spawnSync('shellcheck', ['--version']);
    if (error) {
      if (this.test) this.test.title += ' (skipped: there is no shellcheck)';
      this.skip();
    }
    for (const steps of [
      '[boot, toggle: { vcpus: 1, times: 2, from: all }, migrate: { via: unix, multifd: 2 }, snapshot-save: a]',
      '[boot, load: timers, reset: { times: 2 }, stop-and-cont: 2, migrate: { via: file }]',
    ]) {
      const input = scriptOf(walkOf(steps));
      const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-f', 'gcc', '-'], { input, encoding: 'utf8' });
      expect(stdout).to.equal('');
    }
  });

  it('ends with the step that was wrong', () => {
    const walk = walkOf('[boot, reset, stop]');
    const script = scriptOf(walk);
    expect(script).to.contain(`step 3 stop\n`);
    const early = writeScript({
      ...{
        walk,
        foundWith: 'QEMU',
        machine: { qemu: 'q', arch: 'aarch64', accelerator: 'tcg', vcpus: 4, ramMib: 512, kernel: 'k' },
      },
      finding: { kind: 'qemu-crash', message: 'x', step: 1, stepText: 'reset' },
    });
    expect(early).not.to.contain('step 3');
  });

  it('bears every text that a finding can have', () => {
    const message = 'it\'s "$(reboot)" `reboot`\nreboot\r\nand\u2028reboot \\';
    const script = scriptOf(walkOf('[boot, reset]'), { message });
    expect(mistakesIn(script)).to.equal('');
    expect(script.split(/[\n\r\u2028]/).filter((line) => /^\s*reboot/.test(line))).to.deep.equal([]);
  });

  it('is not made where a shell cannot do it, or cannot see it, and says why', () => {
    expect(() => scriptOf(walkOf('[boot, migrate: { via: fd }]'))).to.throw(
      CannotBeScripted,
      'open descriptor',
    );
    const saved = 'the vCPUs, their timers and interrupt controllers, loaded and saved again: as before';
    expect(() => scriptOf(walkOf('[boot, reset]'), { expected: saved })).to.throw(
      CannotBeScripted,
      'saved as again',
    );
  });
});
