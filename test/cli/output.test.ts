import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Bench, program } from './vmwright.js';

describe('what is printed', () => {
  let bench: Bench;

  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  for (const command of [
    [],
    ['run'],
    ['list'],
    ['doctor'],
    ['image'],
    ['image', 'build'],
    ['image', 'list'],
  ]) {
    it(`${['vmwright', ...command, '--help'].join(' ')}: help on stdout`, async () => {
      const { status, stdout, stderr } = await bench.run([...command, '--help']);
      expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
      expect(stdout).to.match(new RegExp(`^Usage: ${['vmwright', ...command].join(' ')}`));
    });
  }

  it('--version: the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await bench.run(['--version'])).to.include({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('list tells scenarios, operations, transports, QEMUs and images, also as JSON', async () => {
    const people = await bench.run(['list']);
    expect(people.status).to.equal(0);
    expect(people.stdout).to.match(/powered-off-vcpu-survives-migration .*migrate: \{.*aarch64/s);
    const programs = await bench.run(['list', '--json']);
    const listed = JSON.parse(programs.stdout) as Record<string, unknown[]>;
    expect(listed).to.have.keys('scenarios', 'operations', 'transports', 'qemus', 'images');
    expect(listed['scenarios']).to.have.lengthOf.at.least(3);
    expect(listed['operations']?.[0]).to.have.keys('name', 'summary', 'example', 'hasMiddle');
    expect(listed['scenarios']?.[0]).to.include.keys(
      'theme',
      'proves',
      'archs',
      'needs',
      'cells',
      'estimateMs',
    );
    expect(listed['qemus']?.[0]).to.include.keys('arch', 'path', 'version', 'machineTypes', 'accelerators');
  });

  it('image list --json has what a script needs to boot and to log in', async () => {
    const { stdout, status } = await bench.run(['image', 'list', '--json']);
    expect(status).to.equal(0);
    const images = JSON.parse(stdout) as { arch: string }[];
    const image = images.find(({ arch }) => arch === 'aarch64');
    expect(image).to.include.keys('kernel', 'initrd', 'append', 'key', 'hostKey', 'marker');
  });

  it('doctor says of each thing what was found, and what is missing makes it exit with 3', async () => {
    const healthy = await bench.run(['doctor', '--json']);
    const { ready, checks } = JSON.parse(healthy.stdout) as { ready: boolean; checks: { name: string }[] };
    expect({ ready, status: healthy.status }).to.deep.equal({ ready: true, status: 0 });
    expect(checks.map(({ name }) => name)).to.include.members([
      'QEMU aarch64',
      'kvm',
      'guest image',
      'memory',
    ]);
    const noImage = await bench.run(['doctor'], {
      env: { VMWRIGHT_CACHE: bench.path('cache'), PATH: '/nowhere' },
    });
    expect(noImage.status).to.equal(3);
    expect(noImage.stdout).to.match(/lacking +guest image .*\n.*vmwright image build/);
    await bench.nothingLeft();
  });

  it('a reader that goes away early is no trouble', async () => {
    const shell = `"$0" "$1" list | head -n 1; echo "status \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await bench.run([], {
      argv: ['bash', '-c', shell, process.execPath, program],
    });
    expect({ stdout, stderr }).to.deep.equal({ stdout: 'scenarios\nstatus 0\n', stderr: '' });
  });

  it('a full disk under stdout is an error', async () => {
    const argv = ['bash', '-c', '"$0" "$1" list >/dev/full', process.execPath, program];
    const { status, stderr } = await bench.run([], { argv });
    expect(status).to.equal(3);
    expect(stderr).to.match(/^vmwright: .*ENOSPC/);
  });

  it('NO_COLOR takes the colours away, even where they are forced', async () => {
    const env = { FORCE_COLOR: '1', NO_COLOR: '1' };
    const { stdout } = await bench.run(['doctor'], { env });
    expect(stdout).not.to.include('\u001b');
  });
});

describe('a run', () => {
  let bench: Bench;

  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  it('that passes: exit status 0, and records in a folder of its own', async () => {
    const ended = await bench.run(['run', 'reset-brings-every-vcpu-back', '--json', '--jobs', '2']);
    expect(ended.status, ended.stderr).to.equal(0);
    const result = JSON.parse(ended.stdout) as { counts: object; directory: string };
    expect(result.counts).to.deep.equal({ pass: 2, fail: 0, known: 0, skip: 0, error: 0 });
    expect(ended.stderr).to.match(/2 cells: 2 passed/);
    expect(readdirSync(result.directory)).to.include.members(['events.jsonl', 'cells']);
    expect(readdirSync(bench.path('vmwright-runs')))
      .to.include('latest')
      .and.to.have.lengthOf(2);
    await bench.nothingLeft();
  });

  it('with a finding: exit status 1, and what the guest said', async () => {
    // A kernel that finds no init panics.
    const broken = ['--append', 'rdinit=/nowhere', '--output', 'here', '--repeat', '2'];
    const ended = await bench.run(['run', 'reset-brings-every-vcpu-back', ...broken]);
    expect(ended.status, ended.stderr).to.equal(1);
    expect(ended.stdout).to.match(/FAIL.*Kernel panic.*4 cells: 4 failed/s);
    expect(readdirSync(bench.path('here', 'cells'))).to.have.lengthOf(4);
    await bench.nothingLeft();
  });

  it('goes on when nobody reads what it prints any more', async () => {
    const command = `"$0" "$1" run online-vcpus-survive-migration --output here | head -n 1; echo \${PIPESTATUS[0]}`;
    const ended = await bench.run([], { argv: ['bash', '-c', command, process.execPath, program] });
    expect(ended.stdout).to.match(/\n0\n$/);
    expect(readFileSync(bench.path('here', 'events.jsonl'), 'utf8')).to.match(/"run-finished"/);
    await bench.nothingLeft();
  });
});
