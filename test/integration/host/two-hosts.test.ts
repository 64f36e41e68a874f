import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { SshHost } from '../../../src/host/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { until } from '../../../src/support/deadline.js';
import { VmUnderTest } from '../../../src/index.js';
import { serverLacks, SshServer } from '../../helpers/ssh-server/ssh-server.js';

/**
 * Two machines, each with a link to this one and one between them: network namespaces, each with an SSH server. A loopback
 * address of one reaches nothing in another.
 */
const links = [
  { name: 'vmwt-a', address: '10.231.1.2', ours: '10.231.1.1', between: '10.231.3.1' },
  { name: 'vmwt-b', address: '10.231.2.2', ours: '10.231.2.1', between: '10.231.3.2' },
] as const;

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}

function namespacesLack(): string | undefined {
  const { status, stderr } = spawnSync('ip', ['netns', 'add', 'vmwt-try'], { encoding: 'utf8' });
  if (status !== 0) return `no network namespace can be made, which needs root: ${stderr.trim()}`;
  ip('netns', 'del', 'vmwt-try');
  return undefined;
}

function makeNetworks(cleanUp: CleanUp): void {
  for (const { name, address, ours } of links) {
    ip('netns', 'add', name);
    cleanUp.defer(() => ip('netns', 'del', name));
    ip('link', 'add', `${name}0`, 'type', 'veth', 'peer', 'name', 'up0', 'netns', name);
    ip('addr', 'add', `${ours}/24`, 'dev', `${name}0`);
    ip('link', 'set', `${name}0`, 'up');
    ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'up0');
    ip('-n', name, 'link', 'set', 'up0', 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }
  const [a, b] = links;
  ip('-n', a.name, 'link', 'add', 'between', 'type', 'veth', 'peer', 'name', 'between', 'netns', b.name);
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    ip('-n', one.name, 'addr', 'add', `${one.between}/24`, 'dev', 'between');
    ip('-n', one.name, 'link', 'set', 'between', 'up');
    ip('-n', one.name, 'route', 'add', other.address, 'via', other.between);
  }
}

describe('two hosts', function () {
  this.timeout(240_000);
  let cleanUp: CleanUp;
  let hosts: SshHost[];

  before(async function () {
    cleanUp = new CleanUp();
    const lacks = serverLacks('OpenSSH') ?? namespacesLack();
    if (lacks !== undefined) {
      console.log(`      ${lacks}`);
      this.skip();
    }
    makeNetworks(cleanUp);
    hosts = [];
    for (const { name, address } of links) {
      const prefix = ['ip', 'netns', 'exec', name];
      const server = cleanUp.use(await SshServer.start('OpenSSH', { address, prefix, port: 2222 }));
      const { credentials } = server;
      const host = await until('the SSH server', { timeoutMs: 20_000 }, () =>
        SshHost.open(credentials).catch(() => undefined),
      );
      hosts.push(cleanUp.use(host));
    }
  });
  after(() => cleanUp[Symbol.asyncDispose]());

  it('send a VM to each other, over a link of their own and through a copied file', async () => {
    const [source, destination] = hosts as [SshHost, SshHost];
    await using vm = VmUnderTest.open({ host: source, destinationHost: destination, vcpus: 2, ramMib: 256 });
    await vm.take('boot');
    await vm.take('offline', 1);
    await vm.take('migrate', { via: 'tcp' });
    const { 'tls-creds': credentials } = await vm.qmp.execute('query-migrate-parameters');
    expect(credentials).to.match(/^tls-/);
    await vm.take('migrate', { via: 'file' });
    await vm.take('online', 1);
    await vm.take('reset');
  });
});
