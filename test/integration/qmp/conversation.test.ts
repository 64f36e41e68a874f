import { expect } from 'chai';
import { firstValueFrom, take, toArray } from 'rxjs';
import { QmpRefusedError, type QmpTranscriptEntry } from '../../../src/qmp/index.js';
import { rejection } from '../../unit/qmp/scripted-peer.js';
import { BareQemu } from './bare-qemu.js';

describe('QMP with a real QEMU', () => {
  it('greets with its version, and answers typed commands', async () => {
    await using pair = await BareQemu.withClient();
    expect(pair.qmp.greeting.version.qemu.major).to.be.at.least(5);
    expect((await pair.qmp.execute('query-status')).running).to.equal(true);
    const { qemu } = await pair.qmp.execute('query-version');
    expect(qemu).to.deep.equal(pair.qmp.greeting.version.qemu);
  });

  it('runs hundreds of commands in flight, each with its own answer', async () => {
    await using pair = await BareQemu.withClient();
    const ids = Array.from({ length: 300 }, (_, n) => `object-${n}`);
    await Promise.all(
      ids.map((id, n) =>
        pair.qmp.execute('object-add', { 'qom-type': 'memory-backend-ram', id, size: 4096 * (n + 1) }),
      ),
    );
    const sizes = await Promise.all(
      ids.map((id) => pair.qmp.execute('qom-get', { path: `/objects/${id}`, property: 'size' })),
    );
    expect(sizes).to.deep.equal(ids.map((_, n) => 4096 * (n + 1)));
  });

  it('gets a whole schema in one reply', async () => {
    await using pair = await BareQemu.withClient();
    const schema = await pair.qmp.execute('query-qmp-schema');
    expect(schema).to.have.length.above(800);
  });

  it('gets 2^64-1 exactly, and sends 2^63-1 exactly', async () => {
    await using pair = await BareQemu.withClient();
    // The region of all physical memory.
    const size = await pair.qmp.execute('qom-get', {
      path: '/machine/unattached/system[0]',
      property: 'size',
    });
    expect(size).to.equal(2n ** 64n - 1n);
    const thread = { path: '/objects/thread', property: 'poll-max-ns' };
    await pair.qmp.execute('object-add', { 'qom-type': 'iothread', id: 'thread' });
    await pair.qmp.execute('qom-set', { ...thread, value: 2n ** 63n - 1n });
    expect(await pair.qmp.execute('qom-get', thread)).to.equal(2n ** 63n - 1n);
  });

  it('tells what QEMU refused: class, words, command and arguments', async () => {
    await using pair = await BareQemu.withClient();
    const error = (await rejection(
      pair.qmp.execute('qom-get', { path: '/nowhere', property: 'x' }),
    )) as QmpRefusedError;
    expect(error).to.be.instanceOf(QmpRefusedError);
    expect(error.errorClass).to.equal('DeviceNotFound');
    expect(error.message).to.match(
      /^QEMU refused 'qom-get' \{"path":"\/nowhere","property":"x"\}: DeviceNotFound: /,
    );
    const unknown = (await rejection(pair.qmp.executeUnknown('no-such-command'))) as QmpRefusedError;
    expect(unknown.errorClass).to.equal('CommandNotFound');
  });

  it('gives events with their times to who subscribed before the command', async () => {
    await using pair = await BareQemu.withClient();
    const beforeS = Date.now() / 1000 - 1;
    const events = firstValueFrom(pair.qmp.events.pipe(take(2), toArray()));
    await pair.qmp.execute('stop');
    await pair.qmp.execute('cont');
    const seen = await events;
    expect(seen.map(({ event }) => event)).to.deep.equal(['STOP', 'RESUME']);
    for (const { timestamp } of seen) {
      expect(timestamp.seconds).to.be.within(Math.floor(beforeS), Math.ceil(Date.now() / 1000 + 1));
      expect(timestamp.microseconds).to.be.within(0, 999_999);
    }
  });

  it('runs out-of-band commands while many others are in flight', async () => {
    await using pair = await BareQemu.withClient();
    let answered = 0;
    const slow = Array.from({ length: 100 }, () =>
      pair.qmp.execute('query-qmp-schema').then(() => answered++),
    );
    // There is no migration to pause: QEMU says so, out of band, long before the others have their turn.
    const refused = await rejection(pair.qmp.execute('migrate-pause', {}, { oob: true }));
    expect(refused).to.be.instanceOf(QmpRefusedError).with.property('errorClass', 'GenericError');
    expect(answered).to.be.below(50);
    await Promise.all(slow);
  });

  it('writes a transcript in which each command has its reply', async () => {
    const entries: QmpTranscriptEntry[] = [];
    await using pair = await BareQemu.withClient({ transcript: (entry) => entries.push(entry) });
    await pair.qmp.execute('query-status');
    const texts = entries.map(
      ({ direction, text }) => `${direction} ${Object.keys(JSON.parse(text) as object).join()}`,
    );
    expect(texts).to.deep.equal([
      'received QMP',
      'sent execute,arguments,id',
      'received return,id',
      'sent execute,id',
      'received return,id',
    ]);
  });
});
