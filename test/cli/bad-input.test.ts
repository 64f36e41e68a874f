import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { Bench, program } from './vmwright.js';

const scenario = 'reset-brings-every-vcpu-back';
/** Milliseconds: half a second on a quiet machine. What must not happen is that a VM is started first. */
const atOnceMs = 10_000;

interface BadInput {
  readonly title: string;
  readonly args: readonly string[];
  readonly status: number;
  /** What stderr must say. */
  readonly says: RegExp;
}

const table: BadInput[] = [
  { title: 'no command', args: [], status: 2, says: /^Usage: vmwright/ },
  {
    title: 'an unknown command',
    args: ['rnu'],
    status: 2,
    says: /unknown command 'rnu'. Did you mean run\?/,
  },
  {
    title: 'an unknown option',
    args: ['run', '--job', '2'],
    status: 2,
    says: /unknown option '--job'. Did you mean --jobs\?/,
  },
  { title: 'an option without its value', args: ['run', '--jobs'], status: 2, says: /--jobs <n>.* missing/ },
  {
    title: 'no jobs at all',
    args: ['run', '--jobs', '0'],
    status: 2,
    says: /'0' is invalid. It must be a whole number from 1/,
  },
  ...['99999999999', '1e99', '-1', '1.5'].map((count) => ({
    title: `${count} jobs`,
    args: ['run', `--jobs=${count}`],
    status: 2,
    says: /It must be a whole number from 1 to 1000000\.\n$/,
  })),
  {
    title: 'more vCPUs than any machine has',
    args: ['explore', '--vcpus', '99999'],
    status: 2,
    says: /'99999' is invalid. It must be a whole number from 1 to 512\.\n$/,
  },
  ...['--output', '--qemu', '--known', '--append', '--lab-qemu'].map((option) => ({
    title: `an empty ${option}, as of a variable that is not set`,
    args: ['run', scenario, option, ''],
    status: 2,
    says: new RegExp(`option '${option} <.*>' argument '' is invalid. It must not be empty.\\n$`),
  })),
  {
    title: 'an empty value behind an equals sign, in a command below another',
    args: ['image', 'build', '--suite='],
    status: 2,
    says: /option '--suite <suite>' argument '' is invalid. It must not be empty/,
  },
  {
    title: 'a repetition that is no number',
    args: ['run', '--repeat', 'x'],
    status: 2,
    says: /'x' is invalid/,
  },
  {
    title: 'an architecture nobody knows',
    args: ['run', '--arch', 'riscv'],
    status: 2,
    says: /aarch64, x86_64/,
  },
  {
    title: 'a scenario with a typo in its name',
    args: ['run', 'reset-brings-every-vcpu-bakc'],
    status: 2,
    says: /reset-brings-every-vcpu-bakc.*did you mean reset-brings-every-vcpu-back\?/,
  },
  {
    title: 'a choice that no cell has made',
    args: ['run', scenario, '--only', 'vcpu=7'],
    status: 2,
    says: /no cell has vcpu=7; there are: first, last/,
  },
  {
    title: 'a QEMU that is not there',
    args: ['run', scenario, '--qemu', '/nowhere/qemu'],
    status: 2,
    says: /no such file/,
  },
  {
    title: 'a QEMU that is none',
    args: ['run', scenario, '--qemu', '/bin/true'],
    status: 2,
    says: /\/bin\/true is no QEMU/,
  },
  {
    title: 'a kernel that is none',
    args: ['run', scenario, '--kernel', '/etc/passwd'],
    status: 2,
    says: /the kernel \/etc\/passwd/,
  },
  {
    title: 'an initramfs that is not there',
    args: ['run', scenario, '--initrd', '/nowhere'],
    status: 2,
    says: /initrd \/nowhere/,
  },
  {
    title: 'a key that is none',
    args: ['run', scenario, '--key', '/etc/passwd'],
    status: 2,
    says: /not a private key/,
  },
  {
    title: 'a key out of a named pipe',
    args: ['run', scenario, '--key', 'pipe'],
    status: 2,
    says: /cannot read the file that --key names: pipe is not a regular file\n$/,
  },
  {
    title: 'an operation with a typo',
    args: ['run', 'typo.yaml'],
    status: 2,
    says: /typo.yaml:5:.*offlin.*did you mean "offline"/,
  },
  {
    title: 'a vCPU that the machine lacks',
    args: ['run', 'no-vcpu.yaml'],
    status: 2,
    says: /no-vcpu.yaml:5:.*no vCPU 4/,
  },
  {
    title: 'an output folder in a file',
    args: ['run', scenario, '--output', 'typo.yaml/run'],
    status: 3,
    says: /typo.yaml\/run/,
  },
  {
    title: 'an output folder that cannot be',
    args: ['run', scenario, '--output', '/proc/run'],
    status: 3,
    says: /\/proc\/run/,
  },
  {
    title: "another run's folder",
    args: ['run', scenario, '--output', 'old'],
    status: 2,
    says: /old holds the records/,
  },
];

describe('bad input', () => {
  let bench: Bench;

  before(() => {
    bench = new Bench();
    const scenarioWith = (step: string) =>
      `proves: nothing\nmachine: { vcpus: 4 }\nsteps:\n  - boot\n  - ${step}\n`;
    writeFileSync(bench.path('typo.yaml'), scenarioWith('offlin: 2'));
    writeFileSync(bench.path('no-vcpu.yaml'), scenarioWith('offline: 4'));
    execFileSync('mkfifo', [bench.path('pipe')]);
    mkdirSync(bench.path('old'));
    writeFileSync(bench.path('old', 'events.jsonl'), '');
  });

  after(() => bench[Symbol.dispose]());

  for (const { title, args, status, says } of table) {
    it(`${title}: exit status ${status}, at once`, async () => {
      const ended = await bench.run(args);
      expect(ended.stderr).to.match(says);
      expect(ended.stderr).not.to.match(/^ +at /m, 'a stack trace');
      expect(ended).to.include({ status, stdout: '' });
      expect(ended.ms).to.be.below(atOnceMs);
      await bench.nothingLeft();
    });
  }

  it('for git bisect run: 255, which stops it, but 125 for a QEMU that cannot be used', async function () {
    this.timeout(120_000);
    const status = async (...args: string[]) => (await bench.run(['run', '--bisect', ...args])).status;
    expect(await status(scenario, '--job', '2')).to.equal(255);
    expect(await status(scenario, '--shard', '3/2')).to.equal(255);
    const shard = await bench.run(['run', '--bisect', scenario, '--shard', 'auto'], {
      env: { VMWRIGHT_JOB_INDEX: '5', VMWRIGHT_JOB_TOTAL: '2' },
    });
    expect(shard.status, shard.stderr).to.equal(255);
    expect(await status('reset-brings-every-vcpu-bakc')).to.equal(255);
    expect(await status('typo.yaml')).to.equal(255);
    expect(await status(scenario, '--known', 'nowhere.yaml')).to.equal(255);
    expect(await status(scenario, '--help')).to.equal(0);
    expect(await status(scenario, '--qemu', '/nowhere/qemu')).to.equal(125);
    expect(await status(scenario, '--qemu', '/bin/true')).to.equal(125);
    expect(await status(scenario, '--machine', 'virt-1.0')).to.equal(125);
  });

  it('an accelerator that the host lacks: exit status 2, and why', async () => {
    const foreign = process.arch === 'arm64' ? 'x86_64' : 'aarch64';
    const ended = await bench.run(['run', scenario, '--arch', foreign, '--accel', 'kvm']);
    expect(ended.stderr).to.match(/KVM cannot be used here: .*architecture/);
    expect(ended.status).to.equal(2);
  });

  it('no QEMU at all: exit status 3, and how to get one', async () => {
    const ended = await bench.run(['run', scenario], { env: { PATH: bench.temporary } });
    expect(ended.stderr).to.match(/qemu-system-aarch64 is not installed.*apt-get install qemu-system-arm/);
    expect(ended.status).to.equal(3);
  });

  it('no guest image: exit status 3, and how to build it', async () => {
    const ended = await bench.run(['run', scenario], { env: { VMWRIGHT_CACHE: bench.path('no-cache') } });
    expect(ended.stderr).to.match(/no guest image for aarch64.*vmwright image build/);
    expect(ended.status).to.equal(3);
  });

  it('a full disk: exit status 3, and nothing is launched', async function () {
    const small = bench.path('small');
    mkdirSync(small);
    // A disk of one page in a mount namespace of its own.
    const inside = `mount -t tmpfs -o size=4k none '${small}' && head -c 4096 /dev/zero >'${small}/full' && exec "$@"`;
    const unshare = ['unshare', '--map-root-user', '--mount', 'sh', '-c', inside, 'sh'];
    if (spawnSync(unshare[0] ?? '', [...unshare.slice(1), 'true']).status !== 0) this.skip();
    const argv = [...unshare, process.execPath, program];
    const ended = await bench.run(['run', scenario, '--output', `${small}/run`], { argv });
    expect(ended.stderr).to.match(/cannot write .*ENOSPC/);
    expect(ended).to.include({ status: 3, stdout: '' });
    await bench.nothingLeft();
  });

  it('a working directory that was removed: exit status 3, in one line', async () => {
    mkdirSync(bench.path('gone'));
    const argv = ['sh', '-c', 'cd gone && rmdir ../gone && exec "$@"', 'sh', process.execPath, program];
    const ended = await bench.run(['run', scenario], { argv });
    expect(ended.stderr).to.equal(
      'vmwright: the working directory is not there any more; change to another one\n',
    );
    expect(ended).to.include({ status: 3, stdout: '' });
  });

  it('an exception that nobody expected says that it is a bug, and shows the stack only when asked', async () => {
    // A package without its version file.
    const argv = [process.execPath, '--import', 'data:text/javascript,JSON.parse = null', program];
    const quiet = await bench.run(['list'], { argv });
    expect(quiet).to.include({ status: 3 });
    expect(quiet.stderr)
      .to.match(/^vmwright: a bug in vmwright: TypeError/)
      .and.not.to.match(/^ +at /m);
    const loud = await bench.run(['list'], { argv, env: { VMWRIGHT_DEBUG: '1' } });
    expect(loud.stderr).to.match(/^ +at /m);
  });
});
