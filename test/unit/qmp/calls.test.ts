import { expect } from 'chai';
import { QmpDeadlineError, QmpRefusedError } from '../../../src/qmp/index.js';
import { DeadlineError, UsageError } from '../../../src/support/errors.js';
import { ConnectedPair, rejection } from './scripted-peer.js';

describe('QMP calls', () => {
  it('match replies by id, in whatever order they come', async () => {
    await using pair = await ConnectedPair.open();
    const calls = ['a', 'b', 'c'].map((name) => pair.client.executeUnknown(name));
    const seen = [await pair.peer.next(), await pair.peer.next(), await pair.peer.next()];
    for (const { execute, id } of seen.reverse()) pair.peer.send({ return: `of ${execute}`, id });
    expect(await Promise.all(calls)).to.deep.equal(['of a', 'of b', 'of c']);
  });

  it('reject with class, description, command and arguments when QEMU refuses, with the stack of the caller', async () => {
    await using pair = await ConnectedPair.open();
    const callerOfThis = async () => {
      await pair.client.execute('migrate', { uri: 'file:/x' });
    };
    const refused = rejection(callerOfThis());
    const { id } = await pair.peer.next();
    pair.peer.send({ id, error: { class: 'GenericError', desc: 'not now' } });
    const error = (await refused) as QmpRefusedError;
    expect(error).to.be.instanceOf(QmpRefusedError);
    expect(error).to.include({ errorClass: 'GenericError', description: 'not now', command: 'migrate' });
    expect(error.arguments).to.deep.equal({ uri: 'file:/x' });
    expect(error.message).to.equal(`QEMU refused 'migrate' {"uri":"file:/x"}: GenericError: not now`);
    expect(error.stack).to.contain('callerOfThis');
  });

  it('give up at the deadline, tell what was seen, and drop the late reply', async () => {
    await using pair = await ConnectedPair.open();
    const error = await rejection(pair.client.execute('query-block', {}, { timeoutMs: 30 }));
    expect(error).to.be.instanceOf(QmpDeadlineError).and.instanceOf(DeadlineError);
    expect(String(error)).to.match(
      /waited 30 ms for the reply of .* to 'query-block'.*; seen: sent \d+ ms ago/,
    );
    const late = await pair.peer.next();
    const next = pair.client.executeUnknown('next');
    pair.peer.send({ return: 'too late', id: late.id });
    await pair.peer.answerNext('in time');
    expect(await next).to.equal('in time');
  });

  it('wait as long as it takes when they are told so', async () => {
    await using pair = await ConnectedPair.open({ timeoutMs: Infinity });
    const call = pair.client.executeUnknown('patient', {}, { timeoutMs: Infinity });
    await pair.peer.answerNext('at last');
    expect(await call).to.equal('at last');
  });

  it("reject with the signal's reason, and drop the late reply", async () => {
    await using pair = await ConnectedPair.open();
    const controller = new AbortController();
    const aborted = rejection(pair.client.execute('stop', {}, { signal: controller.signal }));
    const { id } = await pair.peer.next();
    controller.abort(new Error('enough'));
    expect(await aborted).to.have.property('message', 'enough');
    pair.peer.send({ error: { class: 'GenericError', desc: 'late' }, id });
    const next = pair.client.executeUnknown('next');
    await pair.peer.answerNext('in time');
    expect(await next).to.equal('in time');
  });

  it('are not sent when the signal has aborted before', async () => {
    await using pair = await ConnectedPair.open();
    const reason = new Error('before');
    expect(await rejection(pair.client.execute('stop', {}, { signal: AbortSignal.abort(reason) }))).to.equal(
      reason,
    );
    const next = pair.client.executeUnknown('next');
    expect((await pair.peer.answerNext()).execute).to.equal('next');
    await next;
  });

  it('reject what QMP cannot say, and leave the connection as it was', async () => {
    await using pair = await ConnectedPair.open();
    expect(await rejection(pair.client.executeUnknown('x', { a: NaN }))).to.be.instanceOf(UsageError);
    expect(await rejection(pair.client.executeUnknown('x', {}, { timeoutMs: NaN }))).to.be.instanceOf(
      UsageError,
    );
    const next = pair.client.executeUnknown('next');
    await pair.peer.answerNext(1);
    expect(await next).to.equal(1);
  });

  it('let at most 7 in-band commands be with QEMU, and out-of-band ones pass', async () => {
    await using pair = await ConnectedPair.open();
    const calls = Array.from({ length: 20 }, (_, n) => pair.client.executeUnknown(`c${n}`));
    const seen = [];
    for (let n = 0; n < 7; n++) seen.push(await pair.peer.next());
    const urgent = pair.client.execute('migrate-pause', {}, { oob: true });
    // The eighth line that comes is the out-of-band one: no other was sent before it.
    const oob = await pair.peer.next();
    expect(oob['exec-oob']).to.equal('migrate-pause');
    pair.peer.send({ return: {}, id: oob.id });
    await urgent;
    for (const { id } of seen) pair.peer.send({ return: {}, id });
    for (let n = 7; n < 20; n++) expect((await pair.peer.answerNext()).execute).to.equal(`c${n}`);
    await Promise.all(calls);
  });

  it('that are given up while they wait for their turn are never sent, and say so', async () => {
    await using pair = await ConnectedPair.open({ maxInFlight: 1 });
    const first = pair.client.executeUnknown('first');
    const error = await rejection(pair.client.executeUnknown('second', {}, { timeoutMs: 20 }));
    expect(String(error)).to.contain(
      "seen: not sent, since QEMU has 1 commands that it has not answered, the oldest of them 'first'",
    );
    const third = pair.client.executeUnknown('third');
    await pair.peer.answerNext();
    expect((await pair.peer.answerNext()).execute).to.equal('third');
    await Promise.all([first, third]);
  });

  it('keep the place of one that was given up until QEMU has answered it', async () => {
    await using pair = await ConnectedPair.open({ maxInFlight: 1 });
    await rejection(pair.client.executeUnknown('first', {}, { timeoutMs: 20 }));
    const { id } = await pair.peer.next();
    const second = pair.client.executeUnknown('second');
    const urgent = pair.client.execute('migrate-pause', {}, { oob: true });
    expect((await pair.peer.answerNext())['exec-oob']).to.equal('migrate-pause');
    pair.peer.send({ return: {}, id });
    expect((await pair.peer.answerNext()).execute).to.equal('second');
    await Promise.all([second, urgent]);
  });

  it('are not shifted by an error that names no command, which a deadline then tells', async () => {
    await using pair = await ConnectedPair.open();
    const call = pair.client.executeUnknown('one');
    const { id } = await pair.peer.next();
    pair.peer.send({ error: { class: 'GenericError', desc: 'JSON parse error' } });
    pair.peer.send({ return: 'its own', id });
    expect(await call).to.equal('its own');
    const error = await rejection(pair.client.executeUnknown('two', {}, { timeoutMs: 20 }));
    expect(String(error)).to.contain(
      'QEMU sent an error that names no command: GenericError: JSON parse error',
    );
  });

  it('carry integers beyond 2^53 both ways', async () => {
    await using pair = await ConnectedPair.open();
    const call = pair.client.executeUnknown('x', { size: 18446744073709551615n });
    const text = await pair.peer.nextText();
    expect(text).to.contain('{"size":18446744073709551615}');
    const { id } = JSON.parse(text) as { id: number };
    pair.peer.send(`{"return": {"size": 18446744073709551615, "small": 1}, "id": ${id}}\r\n`);
    expect(await call).to.deep.equal({ size: 18446744073709551615n, small: 1 });
  });

  for (const [what, largest] of [
    ['', 1],
    [' with a large integer among them', '18446744073709551615'],
  ] as const) {
    it(`take replies of tens of megabytes${what}`, async () => {
      await using pair = await ConnectedPair.open();
      const call = pair.client.executeUnknown('x');
      const { id } = await pair.peer.next();
      const items = Array.from(
        { length: 400_000 },
        () => '{"name": "an item", "on": true, "size": 12345678, "in": [1, 2]}',
      );
      pair.peer.send(`{"return": [${items.join()}, ${largest}], "id": ${id}}\r\n`);
      const reply = await call;
      expect(reply).to.have.length(400_001);
      expect((reply as unknown[]).at(-1)).to.equal(typeof largest === 'string' ? BigInt(largest) : largest);
    });
  }

  it('go out in one write when they are made in one turn', async () => {
    await using pair = await ConnectedPair.open();
    const chunks: string[] = [];
    const arrived = new Promise<void>((resolve) =>
      pair.peer.socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk.toString());
        resolve();
      }),
    );
    const calls = [1, 2, 3, 4, 5].map((n) => pair.client.executeUnknown(`c${n}`));
    await arrived;
    expect(chunks.join('').split('\n')).to.have.length(6);
    for (let n = 0; n < 5; n++) await pair.peer.answerNext();
    await Promise.all(calls);
  });
});
