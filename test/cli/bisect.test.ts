import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { BisectResult } from '../../src/bisect/index.js';
import { until } from '../../src/support/deadline.js';
import { FaultyQemu } from '../helpers/faulty-qemu/faulty-qemu.js';
import { GitRepository } from '../helpers/git-repository/git-repository.js';
import { needsGuest, testedQemu } from '../integration/engine/cells.js';
import { Bench } from './vmwright.js';

const scenario = 'powered-off-vcpu-survives-migration';
const what = ['--arch', 'aarch64', '--only', 'vcpu=last', '--only', 'guest=idle'];

describe('a bisection', () => {
  let bench: Bench;
  let repository: GitRepository;
  let faulty: FaultyQemu;
  let commits: string[];

  /** A tree whose QEMU is a wrapper around the machine's own, as it says in `qemu.in`. */
  before(function () {
    needsGuest(this);
    bench = new Bench();
    repository = new GitRepository();
    // It restores vCPU 3 as switched on where it was off.
    const flip = { device: 'cpu', instance: 3, field: ['power_state'], flip: '01' };
    faulty = FaultyQemu.thatRestores(testedQemu(), flip);
    const healthy = testedQemu();
    const build = 'cp "$SRC/qemu.in" "qemu-system-$ARCH"; echo built >>"$BUILD/../builds"';
    const wrapper = (qemu: string) => `#!/bin/sh\nexec '${qemu}' "$@"\n`;
    // Sometimes: every third start of a destination is a healthy one.
    const flaky =
      `#!/bin/sh\ncase " $* " in *" -incoming "*) echo >>"\${0%/*}/starts"\n` +
      `[ $(($(wc -l <"\${0%/*}/starts") % 3)) -ne 0 ] || exec '${healthy}' "$@";; esac\nexec '${faulty.path}' "$@"\n`;
    commits = [
      { 'qemu.in': wrapper(healthy), 'build.sh': build },
      { 'qemu.in': wrapper(healthy), notes: '1' },
      { 'build.sh': 'echo "hw/arm/virt.c:7: error: expected a declaration"; exit 1' },
      { 'qemu.in': flaky, 'build.sh': build },
      { 'qemu.in': flaky, notes: '2' },
      { 'qemu.in': flaky, notes: '3' },
    ].map((files, index) => repository.commit(`commit ${index}`, files as Record<string, string>));
  });
  after(() => {
    for (const one of [bench, repository, faulty] as (Disposable | undefined)[]) one?.[Symbol.dispose]();
  });

  /** The fault's own program leaves files in the temporary folder. */
  const nothingRuns = () =>
    until('everything to be gone', { timeoutMs: 30_000, seen: () => bench.processes().join('; ') }, () =>
      bench.processes().length === 0 ? true : undefined,
    );

  it('finds a flaky fault beside a commit that does not build, over a Ctrl-C, and leaves the checkout alone', async function () {
    this.timeout(1_800_000);
    const state = repository.state();
    const output = bench.path('bisection');
    const [good = '', bad = ''] = [commits[1], commits.at(-1)];
    const command = [
      ...['bisect', '--repo', repository.path, '--good', good, '--bad', bad, '--scenario', scenario, ...what],
      ...['--build', 'sh "$SRC/build.sh"', '--output', output, '--confidence', '0.6', '--json'],
    ];
    const begun = bench.start(command);
    const seen = () => begun.stderr;
    await until('the bad end to be judged', { timeoutMs: 900_000, seen }, () =>
      /bad {2}\w+ commit 5: failed in/.test(begun.stderr) ? true : undefined,
    );
    begun.child.kill('SIGINT');
    const interrupted = await begun.ended;
    expect(interrupted.status, interrupted.stderr).to.equal(130);
    expect(interrupted.stderr).to.match(/the same command goes on from here/);
    await nothingRuns();

    const ended = await bench.run(command);
    expect(ended.stderr).not.to.match(/commit 5: failed in/);
    expect(ended.status, ended.stderr).to.equal(1);
    const { suspects, culprit, rate, tried, log, probability } = JSON.parse(ended.stdout) as BisectResult;
    // The one between cannot be built.
    expect(suspects.map(({ commit }) => commit)).to.deep.equal([commits[3], commits[2]]);
    expect(culprit).to.include({ scenario });
    expect(rate.failures).to.be.at.least(3);
    expect(probability).to.be.at.least(0.6);
    const skipped = tried.find(({ verdict }) => verdict === 'skip');
    expect(skipped?.reason).to.match(
      /does not build: hw\/arm\/virt.c:7: error: expected a declaration; see /,
    );
    expect(log).to.include(`git bisect skip ${commits[2] ?? ''}`);
    expect(repository.state()).to.deep.equal(state);
    expect(readdirSync(output)).not.to.include.members(['tree']);
    expect(existsSync(`${output}/build`)).to.be.false;
    expect(readFileSync(`${output}/git-bisect.log`, 'utf8')).to.equal(`${log}\n`);
    await nothingRuns();

    const again = await bench.run(command);
    expect({ status: again.status, stdout: again.stdout }).to.deep.equal({ status: 1, stdout: ended.stdout });
    expect(again.stderr).to.match(/was bisected before; --fresh does it again/);
  });

  it('run --bisect speaks the language of git bisect run', async function () {
    this.timeout(900_000);
    const status = async (...more: string[]) =>
      (await bench.run(['run', scenario, ...what, '--bisect', ...more])).status;
    expect(await status('--qemu', testedQemu())).to.equal(0);
    expect(await status('--qemu', faulty.path)).to.equal(1);
    expect(await status('--qemu', './not-built')).to.equal(125);
    expect(await status('--qemo', 'x')).to.equal(255);
  });

  it('says what is wrong with what it was asked for', async function () {
    this.timeout(120_000);
    const ends = (good: string, bad: string, repo = repository.path) => [
      ...['bisect', '--repo', repo, '--good', good, '--bad', bad, '--scenario', scenario],
    ];
    const [first = '', , , , , last = ''] = commits;
    repository.git('branch', 'apart', first);
    const aside = repository.gitIn(
      repository.path,
      'commit-tree',
      '-p',
      first,
      '-m',
      'aside',
      `${first}^{tree}`,
    );
    repository.git(
      'clone',
      '--quiet',
      '--depth',
      '2',
      `file://${repository.path}`,
      repository.beside('shallow'),
    );
    const cases: [string[], RegExp][] = [
      [ends(first, last, bench.path('nowhere')), /--repo: there is no folder/],
      [ends(first, last, bench.directory), /is no git repository/],
      [ends('v99.0', last), /--good: .* has no commit v99\.0; perhaps it has to be fetched first/],
      [ends(last, first), /it is the other way round/],
      [ends(first, 'apart'), /are the same commit/],
      [ends(aside, last), /on two branches, which parted at .* If that one is good: --good/],
      [ends(first, 'HEAD', repository.beside('shallow')), /shallow clone.*fetch --unshallow/],
      [[...ends(first, last), '--confidence', '1'], /from 0\.5 to below 1/],
      // Before anything is built, which takes long.
      [
        [...ends(first, last), '--only', 'by=file', '--build', 'exit 1'],
        /--only: no scenario of this run has a parameter by/,
      ],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await bench.run(args);
      expect(stderr).to.match(message);
      expect(status).to.equal(2);
    }
    const { status, stderr } = await bench.run(ends(first, last), { env: { PATH: '/nonexistent' } });
    expect({ status, stderr }).to.deep.equal({
      status: 3,
      stderr: 'vmwright: git is not installed; install the Debian package git: spawn git ENOENT\n',
    });
  });
});
