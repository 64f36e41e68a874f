import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { home } from '../../../src/guest/inside/home.js';
import { timers } from '../../../src/guest/inside/loads.js';
import { until } from '../../../src/support/deadline.js';

describe('the load of timers', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'timers-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The guest's shell is busybox's: as bash, and not as dash, it reads with a timeout. */
  function start(
    argument: string,
    clock = `<${folder}/uptime`,
  ): ChildProcessByStdio<null, Readable, Readable> {
    const program = timers.replaceAll('</proc/uptime', clock).replace(home, folder);
    return spawn('bash', ['-c', program, 'timers', 'one', argument], { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  // Such a clock is a guest's in its first second; a shell takes 098 for a number of base 8, and refuses it.
  for (const uptime of ['0.08', '0.98', '8.09', '123.00']) {
    it(`reads a clock that says ${uptime}`, async () => {
      writeFileSync(join(folder, 'uptime'), `${uptime} 0.00\n`);
      writeFileSync(join(folder, 'one.go'), '');
      const shell = start('10:20000');
      const [said, complained] = [text(shell.stdout), text(shell.stderr)];
      await until('a round, or the end', { timeoutMs: 10_000 }, () =>
        existsSync(join(folder, 'one.rounds')) || shell.exitCode !== null ? true : undefined,
      );
      rmSync(join(folder, 'one.go'));
      expect([await said, await complained]).to.deep.equal(['right\n', '']);
    });
  }

  for (const [lateMs, said] of [
    [2000, 'wrong: a timer of 10 ms fired after 3000 ms\n'],
    [4000, 'right\n'],
  ] as const) {
    it(`may fire ${lateMs} ms late`, async () => {
      writeFileSync(join(folder, 'one.go'), '');
      // The second look at the clock, which ends the first sleep, is three seconds later, and the last one.
      const clock = 'if [ -e looked ]; then rm one.go; echo 13.00 0.00; else : >looked; echo 10.00 0.00; fi';
      const shell = start(`10:${lateMs}`, `< <(${clock})`);
      const [told, complained] = [text(shell.stdout), text(shell.stderr)];
      expect([await told, await complained]).to.deep.equal([said, '']);
    });
  }
});
