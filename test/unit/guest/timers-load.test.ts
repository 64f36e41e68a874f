import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { home } from '../../../src/guest/inside/home.js';
import { timers } from '../../../src/guest/inside/loads.js';
import { until } from '../../../src/support/deadline.js';

describe('the load of timers', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'timers-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // Such a clock is a guest's in its first second; a shell takes 098 for a number of base 8, and refuses it.
  for (const uptime of ['0.08', '0.98', '8.09', '123.00']) {
    it(`reads a clock that says ${uptime}`, async () => {
      writeFileSync(join(folder, 'uptime'), `${uptime} 0.00\n`);
      writeFileSync(join(folder, 'one.go'), '');
      const program = timers.replaceAll('/proc/uptime', `${folder}/uptime`).replace(home, folder);
      // The guest's shell is busybox's: as bash, and not as dash, it reads with a timeout.
      const shell = spawn('bash', ['-c', program, 'timers', 'one', '10'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [said, complained] = [text(shell.stdout), text(shell.stderr)];
      await until('a round, or the end', { timeoutMs: 10_000 }, () =>
        existsSync(join(folder, 'one.rounds')) || shell.exitCode !== null ? true : undefined,
      );
      rmSync(join(folder, 'one.go'));
      expect([await said, await complained]).to.deep.equal(['right\n', '']);
    });
  }
});
