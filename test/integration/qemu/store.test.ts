import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  executableOf,
  findQemu,
  guestsOf,
  installQemus,
  listStored,
  probeQemu,
  removeQemus,
} from '../../../src/qemu/index.js';
import { describeError, EnvironmentError, UsageError } from '../../../src/support/errors.js';
import { DebianMirror } from '../../helpers/debian-mirror/debian-mirror.js';
import { brokenQemu, realQemu } from '../../helpers/debian-mirror/qemu-package.js';

const arm = 'qemu-system-arm';

describe('QEMUs installed from a Debian mirror', function () {
  this.timeout(120_000);
  let mirror: DebianMirror | undefined;
  let cache: string;
  const environment = { ...process.env };

  before(async function () {
    const missing = ['gpg', 'apt-get', 'dpkg-deb', 'qemu-system-aarch64'].find(
      (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0,
    );
    if (missing !== undefined) {
      this.test?.parent?.eachTest((test) => (test.title += ` (skipped: there is no ${missing})`));
      return this.skip();
    }
    mirror = await DebianMirror.open([
      { codeName: 'alder', alias: 'oldstable', packages: [brokenQemu(arm, '1:5.2+dfsg-1')] },
      { codeName: 'beech', alias: 'stable', packages: [realQemu(arm, '1:7.2+dfsg-7')] },
      { codeName: 'beech-security', alias: 'stable-security', packages: [brokenQemu(arm, '1:7.2+dfsg-6')] },
      {
        codeName: 'cedar',
        alias: 'unstable',
        packages: [{ name: 'linux-image-cloud-amd64', version: '7.2-1' }],
      },
      {
        ...{ codeName: 'beech-backports', alias: 'stable-backports', origin: 'Debian Backports' },
        ...{ notAutomatic: true, packages: [brokenQemu(arm, '1:11.1.2+ds-1~bpo13+1')] },
      },
    ]);
    process.env['no_proxy'] = '127.0.0.1';
  });
  after(async () => {
    process.env = environment;
    await mirror?.[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'vmwright-store-'));
    process.env['VMWRIGHT_CACHE'] = cache;
    there().treat = () => 'send';
    there().onRequest = () => undefined;
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  function there(): DebianMirror {
    if (!mirror) throw new Error('the mirror is not open');
    return mirror;
  }
  const options = () => ({ cache, host: there().host('beech') });
  const install = (...versions: string[]) => installQemus(versions, options());
  const failure = async (...versions: string[]) => {
    const error = await install(...versions).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    return error as Error;
  };
  /** Nothing but whole QEMUs, and nothing that was on its way. */
  const stored = () => {
    const names = existsSync(join(cache, 'qemus')) ? readdirSync(join(cache, 'qemus')) : [];
    expect(names.sort()).to.deep.equal(listStored(cache).map(({ name }) => name));
    return names;
  };

  it('run with libraries of their own, are found by a version’s beginning, and are installed once', async () => {
    const [first] = await install('7');
    expect(first?.already).to.equal(false);
    expect(stored()).to.deep.equal(['7.2+dfsg-7']);
    const [qemu] = listStored(cache);
    if (!qemu) throw new Error('it is not in the list');
    expect(guestsOf(qemu)).to.deep.equal(['aarch64']);
    expect(qemu.origin).to.deep.equal({ kind: 'debian', suite: 'beech', packageVersion: '1:7.2+dfsg-7' });
    const path = findQemu('aarch64', '7.2');
    expect(path).to.equal(executableOf(qemu, 'aarch64'));
    const [own, probe] = await Promise.all([probeQemu(findQemu('aarch64')), probeQemu(path)]);
    expect(probe.version).to.deep.equal(own.version);
    expect(findQemu('aarch64', qemu.version), 'by what QEMU itself says').to.equal(path);
    expect(() => findQemu('x86_64', '7.2')).to.throw(UsageError, 'only for aarch64');
    expect(() => findQemu('aarch64', '7.20')).to.throw(UsageError, 'vmwright qemu install 7.20');

    there().asked();
    const [again] = await install('7.2');
    expect(again).to.deep.equal({ qemu, already: true });
    expect(there().asked(), 'the second time').to.deep.equal([]);

    rmSync(join(qemu.directory, 'lib', 'libc.so.6'));
    expect(() => findQemu('aarch64', '7.2'), 'with a library gone').to.throw(UsageError, 'is not installed');
    expect(await install('7.2')).to.deep.equal([{ qemu, already: false }]);

    expect((await removeQemus(['7'], { cache })).map(({ name }) => name)).to.deep.equal(['7.2+dfsg-7']);
    expect(stored()).to.deep.equal([]);
    await expectRejection(removeQemus(['7'], { cache }), UsageError, 'there are: none');
  });

  it('are told with their suites, when the one that is wanted is not to be had', async () => {
    const unknown = await failure('7.3');
    expect(unknown).to.be.instanceOf(UsageError);
    expect(unknown.message).to.include(
      'there are 5.2+dfsg-1 (alder), 7.2+dfsg-6 (beech), 7.2+dfsg-7 (beech), 11.1.2+ds-1~bpo13+1 (beech-backports)',
    );
    expect(await failure('latest')).to.be.instanceOf(UsageError);
  });

  it('are not kept when they do not run here', async () => {
    const error = await failure('11.1');
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.match(/11\.1\.2\S* of Debian beech-backports does not run on this machine/);
    expect(stored()).to.deep.equal([]);
  });

  it('are not taken from damaged or missing packages, and can be had once these are whole', async () => {
    there().treat = (path) => (path.endsWith('.deb') ? 'damage' : 'send');
    const damaged = await failure('7.2');
    expect(damaged).to.be.instanceOf(EnvironmentError);
    expect(describeError(damaged)).to.match(/Hash Sum mismatch|SHA-256/);
    there().treat = (path) => (path.endsWith('.deb') ? 'refuse' : 'send');
    expect(describeError(await failure('7.2'))).to.match(/404/);
    expect(stored()).to.deep.equal([]);
    there().treat = () => 'send';
    await install('7.2');
    expect(stored()).to.deep.equal(['7.2+dfsg-7']);
  });

  it('are not taken from an index with a wrong signature', async () => {
    there().treat = (path) => (path.endsWith('InRelease') ? 'damage' : 'send');
    const error = await failure('7.2');
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.match(/cannot read the package indexes/);
  });

  it('leave nothing when they are interrupted, and what a killed one left is cleared up', async () => {
    mkdirSync(join(cache, 'qemus', '.incoming', '1', 'tree'), { recursive: true });
    writeFileSync(join(cache, 'qemus', '.incoming', '1', 'tree', 'half'), '');
    const stop = new AbortController();
    const reason = new Error('Ctrl-C');
    there().treat = (path) => (path.endsWith('.deb') ? 'hang' : 'send');
    there().onRequest = (path) => {
      if (path.endsWith('.deb')) stop.abort(reason);
    };
    const error = await installQemus(['7.2'], { ...options(), signal: stop.signal }).catch((e: unknown) => e);
    expect(error).to.equal(reason);
    expect(stored()).to.deep.equal([]);
  });

  it('are installed once by two at the same time', async () => {
    const [one, other] = await Promise.all([install('7.2'), install('7.2+dfsg')]);
    expect([one[0]?.already, other[0]?.already].sort()).to.deep.equal([false, true]);
    expect(stored()).to.deep.equal(['7.2+dfsg-7']);
  });

  it('are not to be had without a mirror, or on another system', async () => {
    const { osRelease, sources } = there().host('beech');
    const nowhere = sources.map((source) => ({ ...source, uris: ['http://127.0.0.1:9'] }));
    const unreachable = installQemus(['7.2'], { cache, host: { osRelease, sources: nowhere } });
    await expectRejection(unreachable, EnvironmentError, 'check the network');
    const fedora = installQemus(['7.2'], { cache, host: { osRelease: 'ID=fedora\n', sources } });
    await expectRejection(fedora, EnvironmentError, 'not Debian');
  });

  it('say where else the cache could be, when it cannot be written', async () => {
    writeFileSync(join(cache, 'file'), '');
    const below = installQemus(['7.2'], { ...options(), cache: join(cache, 'file', 'cache') });
    await expectRejection(below, EnvironmentError, 'VMWRIGHT_CACHE');
  });
});

async function expectRejection(
  promise: Promise<unknown>,
  kind: typeof UsageError | typeof EnvironmentError,
  words: string,
): Promise<void> {
  const error = await promise.catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(kind);
  expect(describeError(error)).to.include(words);
}
