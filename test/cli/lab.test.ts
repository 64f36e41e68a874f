import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { expect } from 'chai';
import { Bench, program } from './vmwright.js';

describe('vmwright lab, when none is up', () => {
  let bench: Bench;
  before(() => (bench = new Bench()));
  after(() => bench[Symbol.dispose]());

  it('status says so, exit status 1; a shell cannot be had, 3; there is nothing to end, 0', async () => {
    const env = { VMWRIGHT_CACHE: bench.path('cache') };
    const wanted: [string[], number, string][] = [
      [['status'], 1, 'vmwright: no lab is up: vmwright lab up\n'],
      [['shell', 'true'], 3, 'vmwright: no lab is up; start one: vmwright lab up\n'],
      [['down'], 0, 'vmwright: no lab is up\n'],
    ];
    for (const [args, status, stderr] of wanted) {
      const ended = await bench.run(['lab', ...args], { env });
      expect(ended).to.include({ status, stderr, stdout: '' });
    }
  });

  it("somebody else's: whether one is up cannot be seen, exit status 3", async function () {
    const folder = bench.path('foreign', 'lab', 'up');
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0);
    // Root may look everywhere: its rights are dropped first.
    const drop = ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--securebits=+noroot,+noroot_locked'];
    const argv = process.getuid?.() === 0 ? [...drop, '--'] : [];
    if (argv.length > 0 && spawnSync(argv[0] ?? '', [...argv.slice(1), 'true']).status !== 0) this.skip();
    for (const what of ['status', 'shell', 'down']) {
      const ended = await bench.run(['lab', what], {
        argv: [...argv, process.execPath, program],
        env: { VMWRIGHT_CACHE: bench.path('foreign') },
      });
      expect(ended).to.include({ status: 3, stdout: '' });
      expect(ended.stderr).to.match(
        /^vmwright: cannot .*lab.*VMWRIGHT_CACHE names another cache: EACCES.*\n$/,
      );
    }
    chmodSync(folder, 0o700);
  });
});
