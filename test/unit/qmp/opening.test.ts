import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  QmpClient,
  QmpConnectError,
  QmpConnectionLostError,
  QmpProtocolError,
  QmpRefusedError,
  QmpStateError,
} from '../../../src/qmp/index.js';
import { DeadlineError, UsageError } from '../../../src/support/errors.js';
import { GREETING, ScriptedPeer, rejection } from './scripted-peer.js';

describe('Opening a QMP connection', () => {
  it('greets, negotiates out-of-band where it is offered, and keeps the greeting', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address);
    const negotiation = await (await server.connection()).negotiate();
    await using client = await connecting;
    expect(negotiation.execute).to.equal('qmp_capabilities');
    expect(negotiation.arguments).to.deep.equal({ enable: ['oob'] });
    expect(client.greeting).to.deep.equal(GREETING.QMP);
  });

  for (const [what, options, capabilities] of [
    ['is not offered', {}, []],
    ['is not wanted', { oob: false }, ['oob']],
  ] as const) {
    it(`does not negotiate out-of-band where it ${what}, and says so when it is asked for`, async () => {
      await using server = await ScriptedPeer.listen();
      const connecting = QmpClient.connect(server.address, options);
      const peer = await server.connection();
      const negotiation = await peer.negotiate({ QMP: { ...GREETING.QMP, capabilities } });
      await using client = await connecting;
      expect(negotiation).not.to.have.property('arguments');
      const error = await rejection(client.execute('query-yank', {}, { oob: true }));
      expect(error).to.be.instanceOf(QmpStateError);
      expect(String(error)).to.contain("cannot execute 'query-yank' out of band");
    });
  }

  it('keeps an event that comes before the greeting, as QEMU sends it now and then', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address);
    const peer = await server.connection();
    peer.send({ event: 'RESUME', timestamp: { seconds: 1, microseconds: 2 } });
    await peer.negotiate();
    await using client = await connecting;
    const events: string[] = [];
    client.events.subscribe(({ event }) => events.push(event));
    const answer = client.execute('query-status');
    await peer.answerNext({ status: 'running', running: true });
    await answer;
    expect(events).to.deep.equal(['RESUME']);
  });

  it('gives up on a peer that does not greet, and names the likeliest reason', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address, { timeoutMs: 100 });
    const peer = await server.connection();
    const error = await rejection(connecting);
    expect(error).to.be.instanceOf(DeadlineError);
    expect(String(error)).to.contain('greets one client at a time: is another one connected?');
    expect(await rejection(peer.next())).to.match(/the client closed/);
  });

  it('gives up on a peer that does not answer the negotiation', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address, { timeoutMs: 200 });
    (await server.connection()).send(GREETING);
    const error = await rejection(connecting);
    expect(error).to.be.instanceOf(DeadlineError);
    expect(String(error)).to.contain("no reply to 'qmp_capabilities'");
  });

  it('tells a peer that closes before its greeting', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address);
    (await server.connection()).socket.end();
    const error = await rejection(connecting);
    expect(error).to.be.instanceOf(QmpConnectionLostError);
    expect(String(error)).to.contain('before its greeting');
  });

  it('shows what a peer says that is no QMP server', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address);
    (await server.connection()).send('QEMU 7.2.22 monitor - type help\r\n(qemu) ');
    const error = await rejection(connecting);
    expect(error).to.be.instanceOf(QmpProtocolError);
    expect(String(error)).to.contain('QEMU 7.2.22 monitor');
    expect(Buffer.from((error as QmpProtocolError).bytes).toString()).to.equal(
      'QEMU 7.2.22 monitor - type help',
    );
  });

  it('passes on that the negotiation was refused', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address);
    const peer = await server.connection();
    peer.send(GREETING);
    const { id } = await peer.next();
    peer.send({ error: { class: 'GenericError', desc: 'no' }, id });
    expect(await rejection(connecting)).to.be.instanceOf(QmpRefusedError);
  });

  it("throws the signal's reason, and closes the connection", async () => {
    await using server = await ScriptedPeer.listen();
    const controller = new AbortController();
    const connecting = QmpClient.connect(server.address, { signal: controller.signal });
    const peer = await server.connection();
    const reason = new Error('changed my mind');
    controller.abort(reason);
    expect(await rejection(connecting)).to.equal(reason);
    expect(await rejection(peer.next())).to.match(/the client closed/);
  });

  it('loses no event that comes right after the negotiation, for who subscribes at once', async () => {
    await using server = await ScriptedPeer.listen();
    const connecting = QmpClient.connect(server.address);
    const peer = await server.connection();
    peer.send(GREETING);
    const { id } = await peer.next();
    const event = { event: 'STOP', timestamp: { seconds: 1, microseconds: 2 } };
    peer.send(`${JSON.stringify({ return: {}, id })}\n${JSON.stringify(event)}\n`);
    peer.socket.end();
    const client = await connecting;
    const seen: unknown[] = [];
    const ended = new Promise<void>((resolve) =>
      client.events.subscribe({ next: (one) => seen.push(one), error: () => resolve() }),
    );
    await ended;
    expect(seen).to.deep.equal([event]);
  });

  it('says what is wrong with an address where nobody listens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'qmp-'));
    try {
      const error = await rejection(QmpClient.connect({ path: join(folder, 'none') }));
      expect(error).to.be.instanceOf(QmpConnectError);
      expect(String(error)).to.contain('there is no such socket');
      expect((error as Error).cause).to.have.property('code', 'ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('refuses a socket path that the system would cut off', async () => {
    const error = await rejection(QmpClient.connect({ path: `/tmp/${'x'.repeat(103)}` }));
    expect(error).to.be.instanceOf(UsageError);
    expect(String(error)).to.contain('has 108 bytes');
  });

  it('refuses options that cannot be', async () => {
    const address = { host: '127.0.0.1', port: 1 };
    expect(await rejection(QmpClient.connect(address, { timeoutMs: -1 }))).to.be.instanceOf(UsageError);
    expect(await rejection(QmpClient.connect(address, { maxInFlight: 0 }))).to.be.instanceOf(UsageError);
  });
});
