import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { arch, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { expect } from 'chai';
import {
  localHost,
  NobodyListensError,
  SshHost,
  type GuardedProcess,
  type Host,
} from '../../../src/host/index.js';
import { until } from '../../../src/support/deadline.js';
import { EnvironmentError } from '../../../src/support/errors.js';
import { hostKinds, type OpenHost } from './hosts.js';

const wait = { timeoutMs: 20_000 };
/** The words are told apart whatever a shell in between makes of them. */
const awkward = `it's "quoted" $HOME \\ * ; & | <x> ü\t!`;

/** What holds of every host. All of these are this machine, so that what they do can be looked at. */
for (const kind of hostKinds) {
  describe(`a host: ${kind.name}`, function () {
    this.timeout(60_000);
    let open: OpenHost;
    let host: Host;

    before(async function () {
      if (kind.lacks !== undefined) {
        console.log(`      ${kind.lacks}`);
        this.skip();
      }
      open = await kind.open();
      ({ host } = open);
    });
    after(async () => {
      if (kind.lacks === undefined) await open[Symbol.asyncDispose]();
    });

    const shell = (script: string, ...args: string[]) => host.spawn(['/bin/sh', '-c', script, 'sh', ...args]);
    const isGone = (pid: number) =>
      until(`process ${pid} to be gone`, wait, async () =>
        (await localHost.processes.isAlive(pid)) ? undefined : true,
      );

    it('runs a program with its arguments, and tells stdout, stderr and exit code apart', async () => {
      await using process = await shell('echo "$1"; echo err >&2; cat; exit 3', awkward);
      process.stdin.end('typed');
      const [out, err, end] = await Promise.all([text(process.stdout), text(process.stderr), process.ended]);
      expect(out).to.equal(`${awkward}\ntyped`);
      expect(err).to.equal('err\n');
      expect(end).to.deep.include({ exitCode: 3, signal: null });
    });

    it('passes bytes on as they are, in both directions', async () => {
      const bytes = Buffer.alloc(
        3_000_000,
        Uint8Array.from({ length: 256 }, (_, byte) => byte),
      );
      await using process = await host.spawn(['/bin/cat']);
      process.stdin.end(bytes);
      expect((await buffer(process.stdout)).equals(bytes)).to.be.true;
    });

    it('passes output on as it comes', async () => {
      await using process = await shell('echo first; read -r line; echo "$line"');
      const [first] = (await once(process.stdout, 'data')) as [Buffer];
      expect(first.toString()).to.equal('first\n');
      process.stdin.write('second\n');
      const [second] = (await once(process.stdout, 'data')) as [Buffer];
      expect(second.toString()).to.equal('second\n');
    });

    it('tells which signal ended a process, and its id', async () => {
      await using process = await shell('echo "$$"; kill -s ABRT "$$"');
      const said = await text(process.stdout);
      expect(Number(said)).to.equal(process.pid);
      expect(await process.ended).to.deep.include({ exitCode: null, signal: 'SIGABRT' });
    });

    it('tells of a program that cannot be executed', async () => {
      await using process = await host.spawn(['/nonexistent/program']);
      const said = await text(process.stderr);
      expect((await process.ended).exitCode).to.be.oneOf([126, 127]);
      expect(said).to.include('/nonexistent/program');
    });

    it('signals a process with all that it started', async () => {
      await using process = await shell('sleep 1000 & echo "$!"; wait');
      const child = Number((await once(process.stdout, 'data'))[0]);
      await process.signal('SIGTERM');
      await process.ended;
      await isGone(child);
    });

    it('ends what a process leaves behind', async () => {
      await using process = await shell('sleep 1000 >&- 2>&- & echo "$!"');
      const child = Number((await once(process.stdout, 'data'))[0]);
      await process.ended;
      await isGone(child);
    });

    it('ends a process that is disposed of, though it ignores all that can be ignored', async () => {
      const process = await shell('trap "" TERM HUP INT; echo there; while :; do sleep 1000; done');
      await once(process.stdout, 'data');
      await process[Symbol.asyncDispose]();
      await isGone(process.pid);
      await process[Symbol.asyncDispose]();
    });

    it('runs many at a time', async () => {
      const processes: GuardedProcess[] = [];
      try {
        for (let i = 0; i < 14; i++) processes.push(await host.spawn(['/bin/cat']));
        const said = processes.map((process, index) => {
          process.stdin.end(String(index));
          return text(process.stdout);
        });
        expect(await Promise.all(said)).to.deep.equal(processes.map((_, index) => String(index)));
      } finally {
        await Promise.all(processes.map((process) => process[Symbol.asyncDispose]()));
      }
    });

    it('makes a directory for this user alone, and removes it with a process that its pid file names', async () => {
      const directory = await host.privateDirectory();
      expect(statSync(directory.path).mode & 0o777).to.equal(0o700);
      expect(directory.file('qmp.sock').length).to.be.below(100);
      // In a session of its own, out of reach of the group's signal.
      await using wrapper = await shell(
        `setsid sh -c 'echo $$ >"$0/qemu.pid"; sleep 1000; : "$0"' "$1" & echo there; wait`,
        directory.path,
      );
      await once(wrapper.stdout, 'data');
      const pid = await until('the pid file', wait, () => directory.processOf('qemu.pid'));
      await directory[Symbol.asyncDispose]();
      await isGone(pid);
      expect(existsSync(directory.path)).to.be.false;
      await directory[Symbol.asyncDispose]();
    });

    it('writes, reads and looks at files', async () => {
      await using directory = await host.privateDirectory();
      const { files } = host;
      const path = directory.file(`a file, it's one`);
      const bytes = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 256));
      await files.write(path, bytes);
      expect(readFileSync(path).equals(bytes)).to.be.true;
      expect((await buffer(files.read(path))).equals(bytes)).to.be.true;
      const range = { offset: 65_530, bytes: 70_000 };
      expect((await buffer(files.read(path, range))).equals(bytes.subarray(65_530, 135_530))).to.be.true;
      expect((await buffer(files.read(path, { offset: 199_999, bytes: 50 }))).length).to.equal(1);
      expect(await files.stat(path)).to.deep.include({
        kind: 'file',
        sizeBytes: 200_000,
        isExecutable: false,
      });
      expect(await files.stat('/bin/sh')).to.deep.include({ kind: 'file', isExecutable: true });
      expect(await files.stat(directory.path)).to.deep.include({ kind: 'directory' });
      expect(await files.stat(directory.file('none'))).to.be.undefined;
      await files.makeDirectory(directory.file('folder'));
      await files.makePipe(directory.file('pipe'));
      expect(await files.stat(directory.file('pipe'))).to.deep.include({ kind: 'other' });
      expect((await files.list(directory.path)).sort()).to.deep.equal([`a file, it's one`, 'folder', 'pipe']);
      expect(await files.list(directory.file('none'))).to.deep.equal([]);
      await files.write(directory.file('text'), 'one\ntwo');
      expect(await files.readText(directory.file('text'))).to.match(/^one\ntwo\n?$/);
      expect(await files.readText(directory.file('none'))).to.be.undefined;
      expect(await files.freeBytes(directory.path)).to.be.above(2 ** 20);
      await files.remove(path);
      await files.remove(path);
      expect(existsSync(path)).to.be.false;
    });

    it('says what cannot be done with a file', async () => {
      const refused = async (doing: Promise<unknown>) => {
        const error = await doing.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        return error;
      };
      const { files } = host;
      const none = '/nonexistent/folder/file';
      expect(await refused(files.write(none, 'x'))).to.be.instanceOf(EnvironmentError);
      expect(await refused(files.makeDirectory(none))).to.be.instanceOf(EnvironmentError);
      expect(await refused(buffer(files.read(none)))).to.be.instanceOf(Error);
    });

    it('connects to a unix socket or a port, and tells that nobody listens', async function () {
      await using directory = await host.privateDirectory();
      const path = directory.file('echo.sock');
      const listen = async (at: string | number) => {
        const server = createServer((socket) => socket.pipe(socket));
        if (typeof at === 'string') server.listen(at);
        else server.listen(at, '127.0.0.1');
        await once(server, 'listening');
        return server;
      };
      const servers: Server[] = [await listen(0), await listen(path)];
      try {
        const { port } = servers[0]?.address() as { port: number };
        for (const address of [{ port }, ...(host.monitors === 'socket' ? [{ path }] : [])]) {
          const stream = await host.connect(address);
          stream.end('echoed');
          expect(await text(stream)).to.equal('echoed');
        }
        servers.forEach((server) => server.close());
        const error = await host.connect({ port }).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(NobodyListensError);
      } finally {
        servers.forEach((server) => server.close());
      }
      if (host.monitors === 'pipes') return;
      const error = await host.connect({ path: directory.file('none') }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(NobodyListensError);
    });

    it('connects to named pipes where it cannot to sockets', async function () {
      if (host.monitors === 'socket') this.skip();
      await using directory = await host.privateDirectory();
      const pipes = directory.file('pipes');
      await host.files.makePipe(`${pipes}.in`);
      await host.files.makePipe(`${pipes}.out`);
      await using echo = await shell('exec cat <"$1.in" >"$1.out"', pipes);
      const stream = await host.connect({ pipes });
      stream.write('echoed');
      expect(String((await once(stream, 'data'))[0])).to.equal('echoed');
      await echo[Symbol.asyncDispose]();
      await until('the end of the stream', wait, () => stream.readableEnded || undefined);
    });

    it('has a local file there, copied once for each content', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vmwright-test-put-'));
      try {
        const file = join(folder, 'kernel');
        writeFileSync(file, 'a kernel');
        const [one, same] = await Promise.all([host.put(file), host.put(file)]);
        expect(readFileSync(one, 'utf8')).to.equal('a kernel');
        expect(same).to.equal(one);
        if (host === localHost) return;
        const { ino } = statSync(one);
        await using another = await SshHost.open(open.server?.credentials ?? expect.fail('no server'));
        expect(await another.put(file)).to.equal(one);
        expect(statSync(one).ino).to.equal(ino);
        writeFileSync(file, 'another kernel');
        const other = await host.put(file);
        expect(other).not.to.equal(one);
        expect(readFileSync(other, 'utf8')).to.equal('another kernel');
        const gone = await host.put(join(folder, 'none')).catch((reason: unknown) => reason);
        expect(gone).to.be.instanceOf(EnvironmentError);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('sees processes live, freeze and end', async () => {
      const { processes } = host;
      await using process = await shell('echo there; exec sleep 1000');
      await once(process.stdout, 'data');
      expect(await processes.isAlive(process.pid)).to.be.true;
      expect(await processes.isFrozen(process.pid)).to.be.false;
      await processes.signal(process.pid, 'SIGSTOP');
      await until('it to freeze', wait, async () => (await processes.isFrozen(process.pid)) || undefined);
      await processes.signal(process.pid, 'SIGKILL');
      expect((await process.ended).signal).to.equal('SIGKILL');
      expect(await processes.isAlive(process.pid)).to.be.false;
    });

    it('tells what it is', async () => {
      const facts = await host.facts();
      expect(facts.architecture).to.equal(arch() === 'arm64' ? 'aarch64' : 'x86_64');
      expect(facts.kernel).to.equal(release());
      expect(facts.bootId).to.match(/^[\da-f-]{36}$/);
      expect(facts.pageBytes).to.be.oneOf([4096, 16_384, 65_536]);
      expect(facts.cores).to.be.at.least(1);
      expect(facts.availableBytes).to.be.above(2 ** 20);
      expect(facts.kvm).to.be.oneOf(['opens', 'may not be opened', 'is not there']);
      expect(await host.findProgram('sh')).to.match(/\/sh$/);
      expect(await host.findProgram('no-such-program')).to.be.undefined;
    });
  });
}
