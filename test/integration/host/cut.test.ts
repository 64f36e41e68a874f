import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  HostLostError,
  SshHost,
  type GuardedProcess,
  type PrivateDirectory,
} from '../../../src/host/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { until } from '../../../src/support/deadline.js';
import { processesNaming, serverLacks, SshServer, type Server } from '../../helpers/ssh-server/ssh-server.js';

const wait = { timeoutMs: 40_000 };

/** How a connection ends that nobody has closed. */
const cuts = {
  /** The other side is told. */
  killed: 'SIGKILL',
  /** Nobody is told: as when a cable is pulled, nothing comes through any more. */
  silent: 'SIGSTOP',
} as const;

for (const kind of ['OpenSSH', 'dropbear'] satisfies Server[]) {
  describe(`a connection that is cut: ${kind}`, function () {
    this.timeout(90_000);
    let cleanUp = new CleanUp();
    let server: SshServer;

    beforeEach(async function () {
      const lacks = serverLacks(kind);
      if (lacks !== undefined) {
        console.log(`      ${lacks}`);
        this.skip();
      }
      cleanUp = new CleanUp();
      server = cleanUp.use(await SshServer.start(kind));
    });
    afterEach(() => cleanUp[Symbol.asyncDispose]());

    for (const [cut, signal] of Object.entries(cuts)) {
      it(`leaves nothing there, and is told here (${cut})`, async () => {
        const host = cleanUp.use(await SshHost.open(server.credentials));
        const { process: held, directory } = await hold(host);
        expect(remainders(server, directory.path)).not.to.be.empty;
        for (const pid of server.serving()) process.kill(pid, signal);
        const asked = host.files.readText('/proc/1/stat').catch((error: unknown) => error);
        const end = await held.ended;
        expect(end.hostLost).to.be.instanceOf(HostLostError);
        expect(end.hostLost?.message).to.match(/^the SSH connection to ssh:\/\/.* was lost/);
        expect(await asked).to.satisfy(
          (answer: unknown) => answer instanceof HostLostError || cut === 'killed',
        );
        expect(await host.spawn(['/bin/true']).catch((error: unknown) => error)).to.be.instanceOf(
          HostLostError,
        );
        await everythingGone(server, directory.path);
        await held[Symbol.asyncDispose]();
        await directory[Symbol.asyncDispose]();
      });
    }

    it('leaves no half of a copy', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vmwright-test-cut-'));
      cleanUp.defer(() => rmSync(folder, { recursive: true, force: true }));
      const big = join(folder, 'big');
      writeFileSync(big, '');
      truncateSync(big, 600 * 2 ** 20);
      const host = cleanUp.use(await SshHost.open(server.credentials));
      const directory = await host.privateDirectory();
      const copying = host.put(big).catch((error: unknown) => error);
      const copies = () => filesIn(join(server.directory)).filter((file) => file.endsWith('.part'));
      await until('a copy to begin', wait, () => (copies().length > 0 ? true : undefined));
      for (const pid of server.serving()) process.kill(pid, 'SIGKILL');
      expect(await copying).to.be.instanceOf(HostLostError);
      await everythingGone(server, directory.path);
      expect(copies()).to.deep.equal([]);
    });

    it('leaves nothing when vmwright is killed', async () => {
      const fixture = new URL('fixtures/hold-over-ssh.ts', import.meta.url).pathname;
      const vmwright = spawn(process.execPath, ['--import', 'tsx', fixture], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      cleanUp.defer(() => vmwright.kill('SIGKILL'));
      vmwright.stdin.end(JSON.stringify(server.credentials));
      const [line] = (await once(vmwright.stdout, 'data')) as [Buffer];
      const directory = line.toString().trim();
      expect(remainders(server, directory)).not.to.be.empty;
      vmwright.kill('SIGKILL');
      await everythingGone(server, directory);
    });

    it('leaves nothing when its guardian was killed before', async () => {
      const host = cleanUp.use(await SshHost.open(server.credentials));
      const { directory } = await hold(host);
      const guardian = () => Number(readFileSync(join(directory.path, '../guardian'), 'utf8'));
      const first = guardian();
      process.kill(first, 'SIGKILL');
      await until('another guardian', wait, () => (guardian() === first ? undefined : true));
      for (const pid of server.serving()) process.kill(pid, 'SIGKILL');
      await everythingGone(server, directory.path);
    });

    it('leaves nothing when it is closed', async () => {
      const host = await SshHost.open(server.credentials);
      const { directory, process: held } = await hold(host);
      await host[Symbol.asyncDispose]();
      expect(existsSync(directory.path)).to.equal(false);
      // What was killed may take a moment to be gone.
      await everythingGone(server, directory.path);
      await held.ended;
      await host[Symbol.asyncDispose]();
    });
  });
}

/** A process that forks, another one in a session of its own that its pid file tells of, and a directory. */
async function hold(host: SshHost): Promise<{ process: GuardedProcess; directory: PrivateDirectory }> {
  const directory = await host.privateDirectory();
  const script =
    `trap '' TERM HUP; setsid sh -c 'echo $$ >"$0/qemu.pid"; sleep 1000; : "$0"' "$1" & sleep 1000 & ` +
    `while [ ! -s "$1/qemu.pid" ]; do sleep 0.1; done; echo there; wait`;
  const process = await host.spawn(['/bin/sh', '-c', script, 'sh', directory.path]);
  await once(process.stdout, 'data');
  return { process, directory };
}

/** What is left of what a host's guardian watches over: processes that name its directory, and the directory itself. */
function remainders(server: SshServer, directory: string): string[] {
  const root = directory.replace(/\/\d+$/, '');
  return [...processesNaming(root).map(String), ...(existsSync(root) ? [root] : [])];
}

async function everythingGone(server: SshServer, directory: string): Promise<void> {
  const seen = () => remainders(server, directory).join();
  await until('everything to be gone', { ...wait, seen }, () =>
    remainders(server, directory).length === 0 ? true : undefined,
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}
