import { expect } from 'chai';
import { firstValueFrom, timeout } from 'rxjs';
import {
  GuestConnectionLostError,
  GuestHostKeyError,
  GuestLoginRefusedError,
  GuestSession,
  type GuestTarget,
} from '../../../src/guest/index.js';
import { buildImage, type GuestImage } from '../../../src/image/index.js';
import { generateKeyPair } from '../../../src/image/ssh-keys.js';
import { launch, type RunningMachine } from '../../../src/machine/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { DeadlineError } from '../../../src/support/errors.js';

const wait = { timeoutMs: 60_000 };

describe('a session with a guest', function () {
  this.timeout(10 * 60_000);
  let image: GuestImage;
  let machine: RunningMachine;
  const cleanUp = new CleanUp();
  let target: GuestTarget;
  let session: GuestSession;

  before(async () => {
    image = await buildImage();
    machine = await boot();
    target = await targetOf(machine);
    session = cleanUp.use(await GuestSession.connect(target, wait));
  });
  after(() => cleanUp[Symbol.asyncDispose]());

  async function boot(): Promise<RunningMachine> {
    const { arch, kernel, initrd, append } = image;
    const qemu = '/usr/bin/qemu-system-aarch64';
    const spec = { qemu, arch, accelerator: 'tcg' as const, vcpus: 2, ramMib: 512, kernel, initrd, append };
    return cleanUp.use(await launch(spec));
  }

  async function targetOf(booted: RunningMachine): Promise<GuestTarget> {
    await booted.console.waitForLine((line) => line.text.includes(image.marker), wait);
    const { user, privateKey, hostKey } = image;
    return { host: '127.0.0.1', port: await booted.sshPort(), user, privateKey, hostKey };
  }

  it('runs commands, and tells stdout, stderr and status apart', async () => {
    expect(await session.run('echo out; echo err >&2; exit 3', wait)).to.deep.equal({
      stdout: 'out\n',
      stderr: 'err\n',
      code: 3,
    });
    expect(await session.run('kill -9 $$', wait)).to.include({ code: null, signal: 'SIGKILL' });
  });

  it('runs several commands at the same time', async () => {
    const results = await Promise.all(
      ['1', '2', '3', '4'].map((n) => session.run(`sleep 0.${n}; echo ${n}`, wait)),
    );
    expect(results.map(({ stdout }) => stdout)).to.deep.equal(['1\n', '2\n', '3\n', '4\n']);
  });

  it('loses nothing of many short commands that overlap', async () => {
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const lanes = [0, 1, 2].map(async (lane) => {
      const outputs: string[] = [];
      for (const n of numbers.filter((each) => each % 3 === lane)) {
        outputs.push((await session.run(`echo ${n}`, wait)).stdout.trim());
      }
      return outputs;
    });
    const said = (await Promise.all(lanes)).flat().map(Number);
    expect(said.sort((a, b) => a - b)).to.deep.equal(numbers);
  });

  it('tells lines as they come, and characters whole', async () => {
    await session.run('mkfifo /tmp/go', wait);
    const lines: string[] = [];
    const onLine = (line: string) => {
      if (lines.push(line) === 1) void session.run('echo now >/tmp/go', wait);
    };
    // It says more only when its first line was seen.
    await session.run('echo süd; cat /tmp/go; printf end', { ...wait, onLine });
    expect(lines).to.deep.equal(['süd', 'now', 'end']);
  });

  it('ends a command’s wait at its deadline, with what it had said, and goes on', async () => {
    const error = await session.run('echo begun; sleep 600', { timeoutMs: 1_500 }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(DeadlineError).and.include({ seen: 'begun' });
    expect((await session.run('echo still there', wait)).stdout).to.equal('still there\n');
  });

  it('ends a wait when its signal aborts', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const options = { ...wait, signal: stop.signal, onLine: () => stop.abort(reason) };
    expect(await session.run('echo begun; sleep 600', options).catch((e: unknown) => e)).to.equal(reason);
  });

  it('is refused to a wrong host key and by a wrong private key, each in its own words', async () => {
    const { private: otherKey, public: otherPublic } = generateKeyPair('other');
    const hostKey = otherPublic.split(' ').slice(0, 2).join(' ');
    expect(
      await GuestSession.connect({ ...target, hostKey }, wait).catch((e: unknown) => e),
    ).to.be.instanceOf(GuestHostKeyError);
    expect(
      await GuestSession.connect({ ...target, privateKey: otherKey }, wait).catch((e: unknown) => e),
    ).to.be.instanceOf(GuestLoginRefusedError);
  });

  it('finds a guest that has what the probes need', async () => {
    const commands = 'sh cat taskset sleep usleep dmesg reboot poweroff awk md5sum sed grep';
    const { stdout } = await session.run(
      `for c in ${commands}; do command -v $c >/dev/null || echo $c; done`,
      wait,
    );
    expect(stdout, 'what the guest lacks').to.equal('');
    const { stdout: mounts } = await session.run('cut -d" " -f2 /proc/mounts', wait);
    expect(mounts.split('\n')).to.include.members(['/proc', '/sys', '/dev', '/dev/pts']);
    expect((await session.run('taskset 2 cat /sys/devices/system/cpu/online', wait)).stdout).to.equal(
      '0-1\n',
    );
  });

  it('waits for nobody forever', async () => {
    const port = 9; // discard: nothing listens there
    const error = await GuestSession.connect({ ...target, port }, { timeoutMs: 200 }).catch(
      (e: unknown) => e,
    );
    expect(error).to.be.instanceOf(DeadlineError).with.property('seen').that.includes('ECONNREFUSED');
  });

  it('ends with all its commands as soon as the machine dies', async () => {
    const doomed = await boot();
    await using ended = await GuestSession.connect(await targetOf(doomed), wait);
    const running = [ended.run('sleep 600', wait), ended.run('sleep 600', wait)].map((run) =>
      run.catch((error: unknown) => error),
    );
    await ended.run('true', wait);
    process.kill(doomed.pid, 'SIGKILL');
    for (const error of await Promise.all(running)) expect(error).to.be.instanceOf(GuestConnectionLostError);
    expect(await ended.closed).to.be.instanceOf(GuestConnectionLostError);
    expect(await ended.run('true', wait).catch((e: unknown) => e)).to.be.instanceOf(GuestConnectionLostError);
    await doomed.stop().catch(() => undefined);
  });

  for (const [command, event] of [
    ['reboot', 'RESET'],
    ['reboot -f', 'RESET'],
    ['poweroff', 'SHUTDOWN'],
    ['poweroff -f', 'SHUTDOWN'],
  ] as const) {
    it(`sees ${command} happen`, async () => {
      const own = await boot();
      const guest = cleanUp.use(await GuestSession.connect(await targetOf(own), wait));
      const happened = firstValueFrom(own.qmp.event(event).pipe(timeout(wait.timeoutMs)));
      const running = guest.run(command, wait).catch(() => undefined);
      await happened;
      await guest.close();
      await running;
      await own.stop();
    });
  }

  it('closes without a wait for a guest that does not answer', async () => {
    await using other = await GuestSession.connect(target, wait);
    const running = other.run('sleep 600', wait).catch((error: unknown) => error);
    await other.run('true', wait);
    await machine.qmp.execute('stop');
    try {
      await other.close();
      expect(await running).to.be.instanceOf(GuestConnectionLostError);
      expect(await other.closed).to.equal(undefined);
    } finally {
      await machine.qmp.execute('cont');
    }
  });
});
