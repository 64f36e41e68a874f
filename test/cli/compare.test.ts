import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Comparison } from '../../src/compare/index.js';
import { needsGuest, testedQemu } from '../integration/engine/cells.js';
import { Bench } from './vmwright.js';

/** One that no VM starts with: what says nothing of QEMU. */
const broken = (qemu: string) => `#!/bin/sh
case " $* " in *" -kernel "*) echo "libfoo.so: cannot open shared object file" >&2; exit 127;; esac
exec "${qemu}" "$@"
`;

describe('vmwright compare', function () {
  this.timeout(300_000);
  let bench: Bench;
  before(function () {
    needsGuest(this);
  });
  beforeEach(() => {
    bench = new Bench();
    writeFileSync(
      bench.path('boots.yaml'),
      'proves: A VM boots.\nmachine: { vcpus: 1, memory: 256M }\nsteps:\n  - boot\n',
    );
  });
  afterEach(() => bench[Symbol.dispose]());

  const args = (head: string, ...more: string[]) => [
    ...['compare', '--base', testedQemu(), '--head', head, '--arch', 'aarch64', 'boots.yaml'],
    ...['--jobs', '1', '--output', 'out', ...more],
  ];
  const comparison = () =>
    JSON.parse(readFileSync(bench.path('out', 'comparison.json'), 'utf8')) as Comparison;

  it('tells a head with which no VM starts as lost, after three rounds: exit status 3', async () => {
    const head = bench.path('broken');
    writeFileSync(head, broken(testedQemu()));
    chmodSync(head, 0o755);
    const ended = await bench.run(args(head));
    expect(ended.status).to.equal(3);
    expect(ended.stdout).to.match(
      /^lost +boots +base 0\/0 +head 0\/0 +errors: 0 on base, 3 on head \(.*libfoo\.so/,
    );
    expect(comparison().cells[0]).to.deep.include({ verdict: 'lost', errors: { base: 0, head: 3 } });
  });

  it('warns before the start where so few runs can show nothing', async () => {
    const ended = await bench.run(args(testedQemu(), '--repeat', '1'));
    expect(ended.stderr).to.match(
      /^vmwright: with 1 run of each no difference in failures can be shown, however large: --repeat 4 at least\n/,
    );
    expect(ended.stdout).to.contain('With 1 run of each no difference in failures can be shown: at least 4.');
    expect(comparison().leastRuns).to.equal(4);
  });

  it('says what it has so far when it is interrupted: exit status 130, nothing left', async () => {
    const command = bench.start(args(testedQemu()));
    await command.says(/round 1 of/);
    await bench.qemuRuns();
    command.child.kill('SIGINT');
    const ended = await command.ended;
    expect(ended.status).to.equal(130);
    expect(ended.stdout).to.match(/^passes +boots +base 0\/1 +head 0\/1/);
    expect(ended.stdout).to.contain('It was interrupted: these are the rounds until then.');
    expect(comparison()).to.include({ interrupted: true, looks: 'sequential' });
    await bench.nothingLeft();
  });
});
