import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { BuildTree } from '../../../src/bisect/build-tree.js';
import { until } from '../../../src/support/deadline.js';
import { EnvironmentError } from '../../../src/support/errors.js';

const { signal } = new AbortController();

describe('a build', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmwright-build-'));
    mkdirSync(join(folder, 'source'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const tree = (command: string) =>
    new BuildTree({
      ...{ source: join(folder, 'source'), build: join(folder, 'build'), logs: join(folder, 'logs') },
      ...{ command, arch: 'aarch64' },
    });

  it('goes on from commit to commit, and knows what it builds', async () => {
    const build = tree(
      'echo "$COMMIT $ARCH $TARGET $JOBS" >>log; test -d "$SRC" && touch "qemu-system-$ARCH"',
    );
    expect(await build.build('one', signal)).to.be.undefined;
    expect(await build.build('two', signal)).to.be.undefined;
    expect(readFileSync(join(folder, 'build/log'), 'utf8')).to.match(
      /^one aarch64 aarch64-softmmu \d+\ntwo aarch64 aarch64-softmmu \d+\n$/,
    );
  });

  it('that trips over what another commit left is tried from nothing', async () => {
    const build = tree('test ! -e left && touch left qemu-system-aarch64');
    expect(await build.build('one', signal)).to.be.undefined;
    expect(await build.build('two', signal)).to.be.undefined;
  });

  it('that fails names the error, and where the rest is', async () => {
    const failure = await tree('echo x; echo "a.c:1:2: error: no"; echo y; exit 2').build('one', signal);
    expect(failure).to.equal(`does not build: a.c:1:2: error: no; see ${join(folder, 'logs/one.log')}`);
    expect(await tree('true').build('two', signal)).to.match(/it left no .*qemu-system-aarch64/);
  });

  for (const [what, command, words] of [
    [
      'on a full disk',
      'echo "cc1: error: write: No space left on device"; exit 1',
      /No space left on device/,
    ],
    [
      'without a network',
      'echo "fatal: Could not resolve host: git.example"; exit 128',
      /resolve host.*submodule/,
    ],
    ['of which a part is killed', 'sh -c "kill -9 \\$\\$"', /it was killed: exit status 137/],
    ['that is killed', 'kill -TERM $$', /it was killed with SIGTERM/],
  ] as const)
    it(`${what} says nothing about the commit`, async () => {
      const error = await tree(command)
        .build('one', signal)
        .catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(EnvironmentError);
      expect((error as Error).message)
        .to.match(/^the build of one was broken off: .*one\.log\. That says nothing about the commit/)
        .and.match(words);
    });

  it('that is interrupted leaves nothing running, not even jobs in groups of their own as those of ninja', async () => {
    writeFileSync(join(folder, 'job.sh'), 'echo $$ >"$1"; exec sleep 600');
    const interrupt = new AbortController();
    const pidFile = join(folder, 'pid');
    const job = `setsid sh '${join(folder, 'job.sh')}' '${pidFile}'`;
    const ended = tree(`${job} & wait`)
      .build('one', interrupt.signal)
      .catch((thrown: unknown) => thrown);
    const pid = await until('the job to run', { timeoutMs: 20_000 }, () =>
      existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n')
        ? readFileSync(pidFile, 'utf8').trim()
        : undefined,
    );
    interrupt.abort(new Error('interrupted'));
    expect(await ended).to.have.property('message', 'interrupted');
    await until('the job to be gone', { timeoutMs: 20_000 }, () => !isRunning(pid) || undefined);
  });

  it('that is interrupted while it starts jobs leaves none of them', async () => {
    const interrupt = new AbortController();
    const begun = join(folder, 'begun');
    const ended = tree(`touch '${begun}'; for job in $(seq 500); do setsid sh -c 'sleep 600; :' & done; wait`)
      .build('one', interrupt.signal)
      .catch((thrown: unknown) => thrown);
    await until('the build to begin', { timeoutMs: 20_000 }, () => existsSync(begun) || undefined);
    interrupt.abort(new Error('interrupted'));
    expect(await ended).to.have.property('message', 'interrupted');
    const mark = `BUILD=${join(folder, 'build')}\0`;
    await until(
      'all jobs to be gone',
      { timeoutMs: 20_000, seen: () => `${withMark(mark).length} jobs` },
      () => (withMark(mark).length === 0 ? true : undefined),
    );
  });
});

function isRunning(pid: string): boolean {
  if (!readdirSync('/proc').includes(pid)) return false;
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

function withMark(mark: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(mark);
    } catch {
      return false;
    }
  });
}
