import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { GuestConnectionLostError, GuestSession } from '../../../src/guest/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { DeadlineError } from '../../../src/support/errors.js';
import { serveSsh, type Command } from './serve-ssh.js';

const wait = { timeoutMs: 20_000 };

function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

describe('a shell that stays in the guest', () => {
  let cleanUp: CleanUp;
  let session: GuestSession;
  let connections: () => number;
  let shells = 0;

  /** The host's own shell, in place of a guest's. */
  const shell: Command = (channel) => {
    shells += 1;
    // A group of its own: what the shell started would live on, and keep its pipe open.
    const sh = spawn('sh', { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    cleanUp.defer(() => killGroup(sh.pid));
    channel.pipe(sh.stdin.on('error', () => undefined));
    sh.stdout.pipe(channel, { end: false });
    sh.on('exit', (code) => {
      channel.exit(code ?? 0);
      channel.end();
    });
  };
  const quick: Command = (channel) => {
    channel.exit(0);
    channel.end();
  };

  beforeEach(async () => {
    shells = 0;
    cleanUp = new CleanUp();
    const served = await serveSsh(cleanUp, { 'exec sh': shell, quick });
    connections = served.connections;
    session = cleanUp.use(await GuestSession.connect(served.target, wait));
  });
  afterEach(() => cleanUp[Symbol.asyncDispose]());

  it('runs one script after the other, and keeps what they set', async () => {
    expect(await session.ask('a=5; echo $a', wait)).to.deep.equal({ output: '5\n', code: 0 });
    const both = [session.ask('a=$((a + 1)); sleep 0.1; echo $a', wait), session.ask('echo $a; false', wait)];
    expect(await Promise.all(both)).to.deep.equal([
      { output: '6\n', code: 0 },
      { output: '6\n', code: 1 },
    ]);
    expect(shells).to.equal(1);
  });

  it('tells lines as they come, stderr among them, and a last one without an end', async () => {
    const lines: string[] = [];
    const onLine = (line: string) => lines.push(line);
    const { output } = await session.ask('echo one; echo two >&2; printf three', { ...wait, onLine });
    expect(lines).to.deep.equal(['one', 'two', 'three']);
    expect(output).to.equal('one\ntwo\nthree\n');
  });

  it('takes a prelude once', async () => {
    const prelude = 'count=$((count + 1)); say() { echo "$count $1"; }';
    expect(await session.ask('say a', { ...wait, prelude })).to.include({ output: '1 a\n' });
    expect(await session.ask('say b', { ...wait, prelude })).to.include({ output: '1 b\n' });
  });

  it('gives its stdin to nobody', async () => {
    expect(await session.ask('cat; echo end', wait)).to.include({ output: 'end\n' });
  });

  it('shares its connection with commands', async () => {
    await session.ask('true', wait);
    await session.run('quick', wait);
    await session.ask('true', wait);
    expect(connections()).to.equal(1);
  });

  it('is another one after a script that did not end in time, with what that had said', async () => {
    const error = await session
      .ask('echo begun; sleep 600', { timeoutMs: 300 })
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(DeadlineError).and.include({ seen: 'begun' });
    expect(await session.ask('echo "[$begun]"', wait)).to.include({ output: '[]\n' });
    expect(shells).to.equal(2);
  });

  it('is another one after one that ended, of which its script is told', async () => {
    const error = await session.ask('exit 3', wait).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(GuestConnectionLostError);
    expect(await session.ask('echo here', wait)).to.include({ output: 'here\n' });
  });

  it('ends with its session', async () => {
    const asked = session.ask('sleep 600', wait).catch((reason: unknown) => reason);
    await session.close();
    expect(await asked).to.be.instanceOf(GuestConnectionLostError);
    const again = await session.ask('true', wait).catch((reason: unknown) => reason);
    expect(again).to.be.instanceOf(GuestConnectionLostError);
  });
});
