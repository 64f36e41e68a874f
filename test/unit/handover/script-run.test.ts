import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { scriptOf, walkOf } from './script-of.js';

const scriptedQemu = fileURLToPath(new URL('../../helpers/scripted-qemu/scripted-qemu.mjs', import.meta.url));

/** Those that a system's sh may be. */
const shells = [['dash'], ['bash', '--posix'], ['busybox', 'sh']] as const;
const isThere = ([shell]: readonly [string, ...string[]]) =>
  spawnSync(shell, ['-c', 'exit 0'], { argv0: shell }).error === undefined;

describe('a run of a script', function () {
  this.timeout(60_000);
  let folder: string;
  let script: string;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'script-run-test-'));
    script = join(folder, 'reproduce.sh');
    writeFileSync(script, scriptOf(walkOf('[boot, stop]')), { mode: 0o755 });
    // As many a wrapper script: it does not become QEMU.
    const wrapper = join(folder, 'qemu');
    writeFileSync(wrapper, `#!/bin/sh\n"${scriptedQemu}" "$@"\nexit $?\n`, { mode: 0o755 });
    env = { ...process.env, QEMU: wrapper, TMPDIR: folder, SCRIPTED_QEMU: '{}' };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function expectNothingLeft(): void {
    expect(readdirSync(folder).sort()).to.deep.equal(['qemu', 'reproduce.sh']);
    const working = readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
      } catch {
        return false;
      }
    });
    expect(working).to.deep.equal([]);
  }

  for (const [shell, ...options] of shells) {
    describe(`by ${[shell, ...options].join(' ')}`, () => {
      before(function () {
        if (!isThere([shell])) {
          this.test?.parent?.eachTest((test) => (test.title += ` (skipped: there is no ${shell})`));
          this.skip();
        }
      });

      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGPIPE'] as const) {
        it(`ends with ${signal}'s status, leaves nothing, and gives no verdict`, async () => {
          const child = spawn(shell, [...options, script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
          const ended = once(child, 'close');
          let said = '';
          child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
          // Its QEMU has started when the folder that it works in has a process id in it.
          while (!readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('qemu1.pid')))
            await new Promise((resolve) => setTimeout(resolve, 20));
          child.kill(signal);
          expect(await ended).to.deep.equal([128 + constants.signals[signal], null]);
          expect(said).to.equal('step 1: boot\n');
          expectNothingLeft();
        });
      }

      it('leaves nothing when nobody reads what it says any more', () => {
        const command = `{ ${[shell, ...options].join(' ')} "$0"; echo "status $?" >&2; } | head -n 1`;
        // It says more after the first line: that this QEMU cannot be tried.
        const refuses = { stop: { class: 'CommandNotFound', desc: 'The command stop has not been found' } };
        writeFileSync(script, scriptOf(walkOf('[{ boot: , while: [{ stop-and-cont: 1 }] }]')));
        const { stdout, stderr } = spawnSync('sh', ['-c', command, script], {
          env: { ...env, SCRIPTED_QEMU: JSON.stringify({ refuses }) },
          encoding: 'utf8',
        });
        expect(stdout).to.equal('step 1: boot, meanwhile stop and cont 1 time\n');
        expect(stderr).to.match(/status 141\n$/);
        expectNothingLeft();
      });
    });
  }

  it('tells what it is for when it is asked, and of a mistake by a status that ends git bisect', () => {
    const help = spawnSync(script, ['--help'], { env, encoding: 'utf8' });
    expect(help.status).to.equal(0);
    expect(help.stdout)
      .to.match(/^Shows this bug with QEMU and a shell alone:\n/)
      .and.contain('QEMU=')
      .and.contain('LOGS=')
      .and.match(/125 +it could not be tried/)
      .and.not.contain('set -u');
    expect(spawnSync(script, ['-h'], { env, encoding: 'utf8' }).stdout).to.equal(help.stdout);
    const mistake = spawnSync(script, ['--frob'], { env, encoding: 'utf8' });
    expect(mistake.status).to.equal(255);
    expect(mistake.stdout).to.equal('');
    expect(mistake.stderr).to.contain('takes no argument --frob').and.contain('QEMU=');
    expectNothingLeft();
  });
});
