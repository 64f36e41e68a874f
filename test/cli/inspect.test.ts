import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { armCpu, buildStream, page, ramBlock, record, u8 } from '../unit/migration/stream/build-stream.js';
import { Bench, program } from './vmwright.js';

describe('vmwright inspect', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  /** @returns the file's name, in the directory where commands run */
  function save(name: string, stream: Uint8Array): string {
    writeFileSync(bench.path(name), stream);
    return name;
  }

  it('a stream: what it holds, exit status 0', async () => {
    const { status, stdout, stderr } = await bench.run(['inspect', save('a', buildStream())]);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(
      /^a: a migration stream of .*vCPUs\n {2}0 {2}on\n {2}1 {2}off\n.*2 devices, described/s,
    );
  });

  it('--device: those only, by name, instance or pattern; --json', async () => {
    const file = save('a', buildStream());
    const { stdout } = await bench.run(['inspect', file, '--device', 'cpu#1', '--json']);
    const { devices } = JSON.parse(stdout) as { devices: { instanceId: number }[] };
    expect(devices.map(({ instanceId }) => instanceId)).to.deep.equal([1]);
    const pattern = await bench.run(['inspect', file, '--device', 'c?u*']);
    expect(pattern.stdout).to.match(/^\ncpu#0 .*\ncpu#1 /s);
    const none = await bench.run(['inspect', file, '--device', 'gpu']);
    expect(none).to.include({ status: 2, stderr: 'vmwright: no device is called gpu; there are cpu\n' });
  });

  it('two streams: what differs, exit status 1; and 0 when nothing does', async () => {
    const [a, b] = [
      save('a', buildStream()),
      save('b', buildStream({ devices: [armCpu(0, 1), armCpu(1, 1)] })),
    ];
    const different = await bench.run(['inspect', a, b]);
    expect(different).to.include({
      status: 1,
      stdout: '  cpu#0/power_state: 0 (on) -> 1 (off)\n',
      stderr: '',
    });
    expect(JSON.parse((await bench.run(['inspect', a, b, '--json'])).stdout)).to.deep.equal([
      { path: 'cpu#0/power_state', type: 'powered_off', first: 0, second: 1 },
    ]);
    for (const options of [
      ['--ignore', '*/power_*'],
      ['--device', 'cpu#1'],
    ]) {
      expect(await bench.run(['inspect', a, b, ...options])).to.include({ status: 0, stdout: '' });
    }
    expect(await bench.run(['inspect', a, a])).to.include({ status: 0, stdout: '' });
  });

  it("--memory: what the guest's pages hold differs, too", async () => {
    const pages = (fill: number) =>
      Buffer.concat([record(0, 0x02, ramBlock.name), u8(0), page(0x1000), page(0x2000, fill)]);
    const [a, b] = [0xaa, 0xbb].map((fill) => save(`${fill}`, buildStream({ pages: pages(fill) })));
    expect(await bench.run(['inspect', a ?? '', b ?? ''])).to.include({ status: 0, stdout: '' });
    const compared = await bench.run(['inspect', a ?? '', b ?? '', '--memory']);
    expect(compared).to.include({ status: 1, stderr: '' });
    expect(compared.stdout).to.match(/^ {2}memory\/.*0x2000/m);
    expect(compared.stdout).not.to.include('0x1000');
  });

  it('--described-by: the devices of a stream that has lost its description', async () => {
    const whole = buildStream();
    const lost = save('lost', whole.subarray(0, -20));
    const described = await bench.run(['inspect', lost, '--described-by', save('whole', whole)]);
    expect(described.stdout).to.match(/vCPUs\n {2}0 {2}on\n {2}1 {2}off/);
    expect((await bench.run(['inspect', lost])).stdout).not.to.match(/ {2}1 {2}off/);
  });

  it('a damaged stream: what can be read of it, and why it ends, exit status 3', async () => {
    const file = save('cut', buildStream().subarray(0, -20));
    const ended = await bench.run(['inspect', file]);
    expect(ended.status).to.equal(3);
    expect(ended.stdout).to.match(/^cut: a damaged migration stream.*machine type {2}virt-7\.2.*cpu#1/s);
    expect(ended.stderr).to.match(
      /^vmwright: cut at byte \d+ \(0x\w+\), in the description of the devices: expected/,
    );
    expect((await bench.run(['inspect', save('a', buildStream()), file])).status).to.equal(3);
  });

  it('no stream: what it is, exit status 3', async () => {
    const ended = await bench.run(['inspect', save('notes', Buffer.from('only some notes\n'))]);
    expect(ended).to.deep.include({ status: 3, stdout: '' });
    expect(ended.stderr).to.equal(
      'vmwright: notes at byte 0 (0x0): expected a migration stream ("QEVM"), found text\n',
    );
    const missing = await bench.run(['inspect', 'nowhere']);
    expect(missing.status).to.equal(3);
    expect(missing.stderr).to.match(/^vmwright: cannot read the migration stream nowhere: ENOENT/);
  });

  it('a pipe, a device or a folder: says what it is and does not wait, exit status 3', async () => {
    execFileSync('mkfifo', [bench.path('pipe')]);
    const notRegular = 'it is not a regular file; copy what comes out of a pipe or a device into one';
    const files = [
      ['pipe', notRegular],
      ['/dev/zero', notRegular],
      ['.', 'it is a folder'],
    ] as const;
    for (const [file, reason] of files) {
      const ended = await bench.run(['inspect', file]);
      expect(ended).to.deep.include({ status: 3, stdout: '' });
      expect(ended.stderr).to.equal(`vmwright: cannot read the migration stream ${file}: ${reason}\n`);
    }
  });

  it('wrong usage: exit status 2', async () => {
    const file = save('a', buildStream());
    for (const args of [[], [file, '--offset', 'far'], [file, '--ignore', 'x'], [file, file, file]]) {
      expect((await bench.run(['inspect', ...args])).status, args.join(' ')).to.equal(2);
    }
  });

  it('a reader that goes away early is no trouble', async () => {
    const devices = Array.from({ length: 3000 }, (_, i) => armCpu(i, 0));
    const shell = `"$0" "$1" inspect "$2" | head -n 1; echo "status \${PIPESTATUS[0]}"`;
    const argv = ['bash', '-c', shell, process.execPath, program, save('many', buildStream({ devices }))];
    const { stdout, stderr } = await bench.run([], { argv });
    expect(stderr).to.equal('');
    expect(stdout).to.match(/^many: .*\nstatus 0\n$/);
  });
});
