import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { CleanUp } from '../../src/support/clean-up.js';
import { until } from '../../src/support/deadline.js';
import { processesNaming, serverLacks, SshServer } from '../helpers/ssh-server/ssh-server.js';
import { Bench } from './vmwright.js';

describe('--host', function () {
  this.timeout(120_000);
  let cleanUp: CleanUp;
  let bench: Bench;
  let server: SshServer;
  let config: string;

  beforeEach(async function () {
    cleanUp = new CleanUp();
    bench = new Bench();
    cleanUp.defer(() => bench[Symbol.dispose]());
    const lacks = serverLacks('OpenSSH');
    if (lacks !== undefined) {
      console.log(`      ${lacks}`);
      this.skip();
    }
    server = cleanUp.use(await SshServer.start('OpenSSH'));
    config = server.userConfig('elsewhere');
  });
  afterEach(() => cleanUp[Symbol.asyncDispose]());

  const start = (...args: string[]) =>
    bench.start(['run', ...args], { env: { VMWRIGHT_SSH_CONFIG: config } });
  const seed = ['powered-off-vcpu-survives-migration', '--only', 'vcpu=last', '--only', 'guest=idle'];
  const qemus = () => processesNaming(`-kernel\0${server.directory}`);

  it('runs a scenario there, and records what the host is', async () => {
    const ended = await start(...seed, '--host', 'ssh://elsewhere', '--output', 'out').ended;
    expect(ended.status, ended.stderr).to.equal(0);
    const [first = ''] = readFileSync(bench.path('out/events.jsonl'), 'utf8').split('\n');
    const { hosts } = JSON.parse(first) as { hosts: { name: string; kernel: string }[] };
    expect(hosts).to.have.length(1);
    expect(hosts[0]?.name).to.match(/^ssh:\/\/\w+@elsewhere:\d+$/);
    expect(qemus()).to.deep.equal([]);
  });

  it('explores there, without what only this machine can do', async () => {
    const what = [
      '--walks',
      '2',
      '--steps',
      '4',
      '--vcpus',
      '2',
      '--seed',
      '5',
      '--ops',
      'boot,stop,cont,migrate',
    ];
    const { ended } = bench.start(
      ['explore', ...what, '--host', 'ssh://elsewhere', '--output', 'out', '--json'],
      { env: { VMWRIGHT_SSH_CONFIG: config } },
    );
    const { status, stdout, stderr } = await ended;
    expect(status, stderr).to.equal(0);
    expect(stderr).to.match(/^exploring QEMU .* on ssh:\/\/\w+@elsewhere:\d+, for/m);
    const { host, walks, steps } = JSON.parse(stdout) as {
      host: { name: string };
      walks: { pass: number };
      steps: number;
    };
    expect(host.name).to.match(/^ssh:\/\/\w+@elsewhere:\d+$/);
    expect(walks.pass).to.equal(2);
    expect(steps).to.be.at.least(8);
    expect(qemus()).to.deep.equal([]);
  });

  it('leaves nothing there when it is killed', async () => {
    const command = start(...seed, '--host', 'ssh://elsewhere');
    await until('a QEMU to run there', { timeoutMs: 60_000 }, () => (qemus().length > 0 ? true : undefined));
    command.child.kill('SIGKILL');
    await until('everything to be gone', { timeoutMs: 30_000 }, () =>
      qemus().length === 0 ? true : undefined,
    );
  });

  it('is refused where the host key is not known, with what to do', async () => {
    const file = readFileSync(config, 'utf8');
    writeFileSync(config, file.replace(/UserKnownHostsFile .*/, 'UserKnownHostsFile /dev/null'));
    const ended = await start(...seed, '--host', 'ssh://elsewhere').ended;
    expect(ended.status).to.equal(3);
    expect(ended.stderr).to.match(/is not trusted: its host key ssh-ed25519 SHA256:\S+ is not known/);
  });

  it('says what is wrong with the address, the host or the QEMU', async () => {
    for (const [args, status, words] of [
      [['--host', 'elsewhere'], 2, /ssh:\/\/\[user@\]name\[:port\]/],
      [['--host', 'ssh://elsewhere', '--src-host', 'ssh://elsewhere'], 2, /--host is both hosts/],
      [
        ['--host', 'ssh://elsewhere', '--qemu', '/no/qemu'],
        2,
        /\/no\/qemu on ssh:\/\/\S+ is no QEMU: there is no/,
      ],
      [['--host', 'ssh://elsewhere:1'], 3, /cannot reach ssh:\/\/\S+elsewhere:1/],
    ] as const) {
      const ended = await start(...seed, ...args).ended;
      expect(ended.stderr, args.join(' ')).to.match(words);
      expect(ended.status, args.join(' ')).to.equal(status);
    }
  });
});
