import { expect } from 'chai';
import { Duplex } from 'node:stream';
import {
  QmpClient,
  QmpConnectionLostError,
  QmpProtocolError,
  QmpStateError,
} from '../../../src/qmp/index.js';
import { EnvironmentError } from '../../../src/support/errors.js';
import { ConnectedPair, type PeerConnection, rejection } from './scripted-peer.js';

/** How everything that hangs on a client ended. */
async function endOf(client: QmpClient, cause: () => void) {
  const call = rejection(client.execute('query-status'));
  const events = new Promise<unknown>((resolve) =>
    client.events.subscribe({ error: resolve, complete: () => resolve('complete') }),
  );
  cause();
  return { call: await call, events: await events, closed: await client.closed };
}

describe('The end of a QMP connection', () => {
  for (const [what, cut, reason] of [
    ['the peer closes', (peer: PeerConnection) => peer.socket.end(), 'the peer closed the connection'],
    ['the connection is reset', (peer: PeerConnection) => peer.socket.resetAndDestroy(), 'ECONNRESET'],
    [
      'the peer closes in mid-line',
      (peer: PeerConnection) => peer.socket.end('{"return": {'),
      'in the middle of a message, after 12 bytes of it',
    ],
    [
      'QEMU shuts down',
      (peer: PeerConnection) =>
        peer.socket.end(
          '{"event": "SHUTDOWN", "timestamp": {"seconds": 1, "microseconds": 2}, "data": {"guest": true, "reason": "guest-shutdown"}}\r\n',
        ),
      'after it had announced its shutdown (guest-shutdown)',
    ],
  ] as const) {
    it(`ends calls, events and closed with the reason when ${what}`, async () => {
      await using pair = await ConnectedPair.open();
      const end = await endOf(pair.client, () => cut(pair.peer));
      for (const error of [end.call, end.events, end.closed]) {
        expect(error).to.be.instanceOf(QmpConnectionLostError);
        expect((error as QmpConnectionLostError).reason).to.contain(reason);
        expect(error).to.have.property('lastCommand', 'query-status');
      }
      expect(end.call).to.have.property('command', 'query-status');
      const after = await rejection(pair.client.execute('cont'));
      expect(after).to.be.instanceOf(QmpConnectionLostError);
      expect(String(after)).to.contain("cannot execute 'cont'");
    });
  }

  it('ends also the calls that wait for their turn', async () => {
    await using pair = await ConnectedPair.open({ maxInFlight: 1 });
    const calls = ['a', 'b', 'c'].map((name) => rejection(pair.client.executeUnknown(name)));
    pair.peer.socket.end();
    for (const error of await Promise.all(calls)) expect(error).to.be.instanceOf(QmpConnectionLostError);
  });

  it('tells who subscribes after the end the same reason', async () => {
    await using pair = await ConnectedPair.open();
    pair.peer.socket.end();
    const reason = await pair.client.closed;
    expect(await new Promise((resolve) => pair.client.events.subscribe({ error: resolve }))).to.equal(reason);
  });

  it('says what became of the peer when somebody knows, also a moment later', async () => {
    const death = 'QEMU died of signal 6 (SIGABRT)';
    await using pair = await ConnectedPair.open({
      describeDeath: () => new Promise((resolve) => setImmediate(() => resolve(death))),
    });
    const end = await endOf(pair.client, () => pair.peer.socket.end());
    for (const error of [end.call, end.events, end.closed]) expect(error).to.have.property('reason', death);
  });

  it('does not wait for what nobody tells', async () => {
    const silent = () => new Promise<string>(() => undefined);
    await using pair = await ConnectedPair.open({ describeDeath: silent });
    const end = await endOf(pair.client, () => pair.peer.socket.end());
    expect(end.closed).to.have.property('reason', 'the peer closed the connection');
  });

  for (const [what, line] of [
    ['no JSON', 'hello'],
    ['half a message', '{"return": {}'],
    ['no object', '[1, 2]'],
    ['an object that is no message', '{"hello": 1}'],
    ['a return without an id', '{"return": {}}'],
    ['a reply to nothing', '{"return": {}, "id": 999}'],
    ['a reply whose id is no number', '{"return": {}, "id": "1"}'],
    ['a refusal of nothing', '{"error": {"class": "GenericError", "desc": "x"}, "id": 999}'],
    ['an error without a class', '{"error": {"desc": "x"}, "id": 2}'],
    ['an error that is a string', '{"error": "x", "id": 2}'],
    ['an event without a timestamp', '{"event": "STOP"}'],
    ['an event whose name is no string', '{"event": 1, "timestamp": {"seconds": 1, "microseconds": 1}}'],
    [
      'a second greeting',
      '{"QMP": {"version": {"qemu": {"major": 1, "minor": 2, "micro": 3}, "package": ""}, "capabilities": []}}',
    ],
    ['a broken greeting', '{"QMP": {}}'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['a NUL', '\0'],
  ] as const) {
    it(`is a protocol error with the bytes when the peer sends ${what}`, async () => {
      await using pair = await ConnectedPair.open();
      const end = await endOf(pair.client, () =>
        pair.peer.send(Buffer.concat([Buffer.from(line), Buffer.from('\r\n')])),
      );
      for (const error of [end.call, end.events, end.closed]) {
        expect(error).to.be.instanceOf(QmpProtocolError);
        expect(Buffer.from((error as QmpProtocolError).bytes)).to.deep.equal(Buffer.from(line));
      }
      expect(String(end.call)).to.contain("while 'query-status' was in flight");
      expect(await rejection(pair.client.execute('cont'))).to.be.instanceOf(QmpProtocolError);
    });
  }

  it('is a protocol error when a message has no end', async () => {
    await using pair = await ConnectedPair.open({ maxMessageBytes: 100_000 });
    const end = await endOf(pair.client, () => pair.peer.send(Buffer.alloc(200_000, ' ')));
    expect(end.closed).to.be.instanceOf(QmpProtocolError);
    expect(String(end.closed)).to.contain('larger than 100000 bytes');
  });

  it('comes from this side: closed gives undefined, events complete, calls in flight say so', async () => {
    await using pair = await ConnectedPair.open();
    const end = await endOf(pair.client, () => void pair.client.close());
    expect(end.closed).to.equal(undefined);
    expect(end.events).to.equal('complete');
    expect(end.call).to.be.instanceOf(QmpStateError);
    expect(String(end.call)).to.contain("was closed while 'query-status' was in flight");
    expect(String(await rejection(pair.client.execute('cont')))).to.contain(
      "cannot execute 'cont': the client of",
    );
    await pair.client.close();
    await pair.client[Symbol.asyncDispose]();
  });

  it('sends what was asked for before closing', async () => {
    await using pair = await ConnectedPair.open();
    const cut = rejection(pair.client.execute('quit'));
    await pair.client.close();
    await cut;
    expect((await pair.peer.next()).execute).to.equal('quit');
  });

  it('does not hang on a stream that never finishes', async () => {
    const stream = new Duplex({ read: () => undefined, write: () => undefined, final: () => undefined });
    const opening = rejection(QmpClient.over(stream, { timeoutMs: 20 }));
    await opening;
    expect(stream.destroyed).to.equal(true);
  });

  it('is told at once over a stream that was closed before', async () => {
    const stream = new Duplex({ read: () => undefined }).destroy();
    expect(await rejection(QmpClient.over(stream))).to.be.instanceOf(QmpConnectionLostError);
  });

  it("ends with the transcript's own error when that cannot be written", async () => {
    const full = new EnvironmentError('cannot write qmp.jsonl');
    let works = true;
    await using pair = await ConnectedPair.open({
      transcript: () => {
        if (!works) throw full;
      },
    });
    works = false;
    expect(await rejection(pair.client.execute('query-status'))).to.equal(full);
    expect(await pair.client.closed).to.equal(full);
  });
});
