import { expect } from 'chai';
import { firstValueFrom, take, toArray } from 'rxjs';
import type { QmpTranscriptEntry } from '../../../src/qmp/index.js';
import { ConnectedPair } from './scripted-peer.js';

const event = (name: string, data?: object) => ({
  event: name,
  timestamp: { seconds: 12, microseconds: 34 },
  data,
});

describe('QMP events', () => {
  it('keep their order and their timestamps, before and after the reply', async () => {
    await using pair = await ConnectedPair.open();
    const three = firstValueFrom(pair.client.events.pipe(take(3), toArray()));
    const reset = pair.client.execute('system_reset');
    const { id } = await pair.peer.next();
    pair.peer.send(event('STOP'));
    pair.peer.send({ return: {}, id });
    pair.peer.send(event('RESET', { guest: false, reason: 'host-qmp-system-reset' }));
    pair.peer.send(event('RESUME'));
    await reset;
    const seen = await three;
    expect(seen.map((one) => one.event)).to.deep.equal(['STOP', 'RESET', 'RESUME']);
    expect(seen[0]?.timestamp).to.deep.equal({ seconds: 12, microseconds: 34 });
  });

  it('can be followed by name, also those that the types do not know', async () => {
    await using pair = await ConnectedPair.open();
    const reset = firstValueFrom(pair.client.event('RESET'));
    const vendors = firstValueFrom(pair.client.eventUnknown('__com.example_THING'));
    pair.peer.send(event('STOP'));
    pair.peer.send(event('RESET', { guest: true, reason: 'guest-reset' }));
    pair.peer.send(event('__com.example_THING', { a: 1 }));
    expect((await reset).data.guest).to.equal(true);
    expect((await vendors).data).to.deep.equal({ a: 1 });
  });

  it('are kept for nobody', async () => {
    await using pair = await ConnectedPair.open();
    const first = firstValueFrom(pair.client.events);
    pair.peer.send(event('STOP'));
    await first;
    const second = firstValueFrom(pair.client.events);
    pair.peer.send(event('RESUME'));
    expect((await second).event).to.equal('RESUME');
  });
});

describe('A QMP transcript', () => {
  it('has every message, exactly, with its time, in the order of the wire', async () => {
    const entries: QmpTranscriptEntry[] = [];
    await using pair = await ConnectedPair.open({ transcript: (entry) => entries.push(entry) });
    const call = pair.client.executeUnknown('x', { size: 18446744073709551615n });
    await pair.peer.next();
    pair.peer.send(`{"return":  18446744073709551615, "id": 2}\r\n`);
    await call;
    expect(entries.map(({ direction }) => direction)).to.deep.equal([
      'received',
      'sent',
      'received',
      'sent',
      'received',
    ]);
    expect(entries[3]?.text).to.equal('{"execute":"x","arguments":{"size":18446744073709551615},"id":2}');
    expect(entries[4]?.text).to.equal('{"return":  18446744073709551615, "id": 2}');
    const times = entries.map(({ atMs }) => atMs);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
    expect(Math.abs(Date.now() - (times[0] ?? 0))).to.be.below(60_000);
  });

  it('has what came and was no QMP', async () => {
    const entries: QmpTranscriptEntry[] = [];
    await using pair = await ConnectedPair.open({ transcript: (entry) => entries.push(entry) });
    pair.peer.send('rubbish\n');
    await pair.client.closed;
    expect(entries.at(-1)).to.include({ direction: 'received', text: 'rubbish' });
  });
});
