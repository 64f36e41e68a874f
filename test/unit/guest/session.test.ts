import { expect } from 'chai';
import type { ServerChannel } from 'ssh2';
import { GuestConnectionLostError, GuestKeyError, GuestSession } from '../../../src/guest/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { DeadlineError } from '../../../src/support/errors.js';
import { serveSsh, user } from './serve-ssh.js';

const wait = { timeoutMs: 20_000 };

describe('a session with a scripted SSH server', () => {
  let cleanUp: CleanUp;
  beforeEach(() => (cleanUp = new CleanUp()));
  afterEach(() => cleanUp[Symbol.asyncDispose]());

  const serve = (...args: Parameters<typeof serveSsh> extends [unknown, ...infer Rest] ? Rest : never) =>
    serveSsh(cleanUp, ...args);

  it('is made although the first connections are reset, and one is never answered', async () => {
    const { target } = await serve(
      {},
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end(),
      () => undefined,
    );
    cleanUp.use(await GuestSession.connect(target, wait));
  });

  it('keeps what was seen last when nobody ever answers', async () => {
    const silent = () => undefined;
    const { target } = await serve({}, silent, silent, silent);
    const error = await GuestSession.connect(target, { timeoutMs: 1_300 }).catch((e: unknown) => e);
    expect(error)
      .to.be.instanceOf(DeadlineError)
      .with.property('seen')
      .that.includes('said nothing for 1000 ms');
  });

  it('says at once that a private key is none, or a public one, and asks nobody', async () => {
    const { target, connections } = await serve({});
    for (const [privateKey, why] of [
      ['-----BEGIN OPENSSH PRIVATE KEY-----', 'cannot be read'],
      [user.public, 'is a public one'],
    ] as const) {
      const error = await GuestSession.connect({ ...target, privateKey }, wait).catch((e: unknown) => e);
      expect(error).to.be.instanceOf(GuestKeyError).with.property('message').that.includes(why);
    }
    expect(connections()).to.equal(0);
  });

  it('hears a command that ends in the packet that tells of its start', async () => {
    const { target } = await serve({
      quick: (channel) => {
        channel.write('out');
        channel.exit(7);
        channel.end();
      },
    });
    const session = cleanUp.use(await GuestSession.connect(target, wait));
    for (let n = 0; n < 20; n++) {
      expect(await session.run('quick', wait)).to.deep.equal({ stdout: 'out', stderr: '', code: 7 });
    }
  });

  it('takes a command whose end is not told for a lost one', async () => {
    const { target } = await serve({ vague: (channel) => channel.end() });
    const session = cleanUp.use(await GuestSession.connect(target, wait));
    const error = await session.run('vague', wait).catch((e: unknown) => e);
    expect(error)
      .to.be.instanceOf(GuestConnectionLostError)
      .with.property('message')
      .that.includes('did not say how');
  });

  it('uses one connection for commands that follow each other, more for those that overlap', async () => {
    const waiting: ServerChannel[] = [];
    const end = (channel: ServerChannel) => {
      channel.exit(0);
      channel.end();
    };
    const { target, connections } = await serve({ quick: end, slow: (channel) => waiting.push(channel) });
    const session = cleanUp.use(await GuestSession.connect(target, wait));
    await session.run('quick', wait);
    await session.run('quick', wait);
    expect(connections()).to.equal(1);
    const slow = session.run('slow', wait);
    await session.run('quick', wait);
    await session.run('quick', wait);
    expect(connections()).to.equal(2);
    waiting.forEach(end);
    await slow;
    await Promise.all([session.run('quick', wait), session.run('quick', wait)]);
    expect(connections()).to.equal(2);
  });

  it('ends every command at once when one of its connections ends', async () => {
    const { target } = await serve({ never: () => undefined, die: (_, connection) => connection.end() });
    const session = cleanUp.use(await GuestSession.connect(target, wait));
    const commands = ['never', 'never', 'die'].map((command) =>
      session.run(command, wait).catch((error: unknown) => error),
    );
    for (const error of await Promise.all(commands)) expect(error).to.be.instanceOf(GuestConnectionLostError);
    expect(await session.closed).to.be.instanceOf(GuestConnectionLostError);
    await session.close();
  });

  it('does not use a connection again whose command nobody waits for any more', async () => {
    const { target, connections } = await serve({
      never: (channel) => channel.write('begun\n'),
      quick: (channel) => {
        channel.exit(0);
        channel.end();
      },
    });
    const session = cleanUp.use(await GuestSession.connect(target, wait));
    const error = await session.run('never', { timeoutMs: 300 }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(DeadlineError).and.include({ seen: 'begun' });
    await session.run('quick', wait);
    expect(connections()).to.equal(2);
  });

  it('closes twice without harm, and says so to whoever runs a command then', async () => {
    const { target } = await serve({});
    const session = await GuestSession.connect(target, wait);
    await Promise.all([session.close(), session.close()]);
    expect(await session.closed).to.equal(undefined);
    const error = await session.run('true', wait).catch((e: unknown) => e);
    expect(error)
      .to.be.instanceOf(GuestConnectionLostError)
      .with.property('message')
      .that.includes('was closed');
  });
});
