import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { targetOfUser } from '../../../src/host/ssh/user-config.js';
import { EnvironmentError, UsageError } from '../../../src/support/errors.js';

const hasSsh = spawnSync('ssh', ['-V']).status === 0;

describe('ssh://[user@]name[:port]', () => {
  let folder: string;
  const before = process.env['VMWRIGHT_SSH_CONFIG'];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-test-config-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    delete process.env['VMWRIGHT_SSH_CONFIG'];
    if (before !== undefined) process.env['VMWRIGHT_SSH_CONFIG'] = before;
  });

  async function read(text: string, ...config: string[]) {
    const file = join(folder, 'config');
    writeFileSync(file, [...config, `UserKnownHostsFile ${folder}/known`, ''].join('\n'));
    process.env['VMWRIGHT_SSH_CONFIG'] = file;
    return await targetOfUser(text);
  }
  const refusal = (reading: Promise<unknown>) =>
    reading.then(
      () => expect.fail('it was taken'),
      (error: unknown) => error as Error,
    );

  for (const [text, why] of Object.entries({
    'arm.example': 'is no address',
    'http://arm.example': 'is no ssh:// address',
    'ssh://': 'names no host',
    'ssh://me:secret@arm.example': 'has a password',
    'ssh://arm.example/path': 'has more than a name and a port',
    'ssh://arm.example:port': 'is no address',
    'ssh://-oProxyCommand=x': 'begins a name with a dash',
  })) {
    it(`is not ${text}: it ${why}`, async () => {
      const error = await refusal(targetOfUser(text));
      expect(error).to.be.instanceOf(UsageError);
      expect(error.message).to.include(why).and.to.include('ssh://[user@]name[:port]');
    });
  }

  it('means what it means to ssh', async function () {
    if (!hasSsh) this.skip();
    const config = [
      'Host arm',
      '  HostName 192.0.2.1',
      '  Port 2222',
      '  User builder',
      '  IdentityAgent none',
    ];
    const target = await read('ssh://arm', ...config);
    expect(target).to.deep.include({ address: '192.0.2.1', port: 2222, user: 'builder', agent: undefined });
    expect(target.name).to.equal('ssh://builder@arm:2222');
    // What the address itself says goes before the configuration.
    const other = await read('ssh://me@arm:22', ...config);
    expect(other).to.deep.include({ address: '192.0.2.1', port: 22, user: 'me', name: 'ssh://me@arm' });
  });

  it('says what of a configuration it cannot do', async function () {
    if (!hasSsh) this.skip();
    const error = await refusal(read('ssh://arm', 'Host arm', '  ProxyJump gate.example'));
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.include('proxyjump gate.example').and.to.include('ssh -N -L');
  });
});
