import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { duplexPair, type Duplex } from 'node:stream';
import { expect } from 'chai';
import { faultNamed, Planting, type Planted } from '../../../src/faults/index.js';
import { tapped, type Tap, type Verdict } from '../../../src/faults/tap.js';
import type { InterposedQemu } from '../../../src/machine/index.js';
import { boot, migrate, migrateOptions, type Walk } from '../../../src/model/index.js';

const qemu = { spec: {}, host: {}, signal: () => Promise.resolve() } as unknown as InterposedQemu;

/** Both ends of a monitor with a tap in it, line by line. */
function tappedEnds(tap: Tap) {
  const [near, far] = duplexPair();
  const client = tapped(near, qemu, tap);
  return { near, client: new End(client), server: new End(far) };
}

type Ends = ReturnType<typeof tappedEnds>;

class End {
  readonly #lines: Interface;
  readonly #got: string[] = [];

  constructor(readonly stream: Duplex) {
    this.#lines = createInterface(stream).on('line', (line) => this.#got.push(line));
    // It tells the stream's errors a second time.
    for (const source of [stream, this.#lines]) source.on('error', () => undefined);
  }

  send(message: object | string): void {
    this.stream.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\r\n`);
  }

  async line(): Promise<unknown> {
    if (this.#got.length === 0) await once(this.#lines, 'line');
    const text = this.#got.shift() ?? '';
    return text.startsWith('{') ? (JSON.parse(text) as unknown) : text;
  }
}

describe('a tap in a monitor', () => {
  it('passes on what it does not look at as it is, to the last digit', async () => {
    const { client, server } = tappedEnds({});
    client.stream.write('{"execute":"qom-set","arguments":{"value":18446744073709551615},"id":1}\n');
    const [line] = (await once(createInterface(server.stream), 'line')) as [string];
    expect(line).to.contain('18446744073709551615');
    server.stream.write('not JSON, in ');
    server.send('pieces');
    expect(await client.line()).to.equal('not JSON, in pieces');
  });

  it('keeps the order of commands while it thinks about one of them', async () => {
    let decide: () => void = () => undefined;
    const thought = new Promise<void>((resolve) => (decide = resolve));
    const { client, server } = tappedEnds({
      async command(name): Promise<Verdict> {
        if (name === 'stop') await thought;
        return 'pass';
      },
    });
    for (const [id, execute] of ['stop', 'cont'].entries()) client.send({ execute, id });
    decide();
    expect([await server.line(), await server.line()]).to.deep.equal([
      { execute: 'stop', id: 0 },
      { execute: 'cont', id: 1 },
    ]);
  });

  it('answers in the place of QEMU, changes arguments, swallows events', async () => {
    const { client, server } = tappedEnds({
      command: (name) =>
        name === 'cont' ? { answer: { return: {} } } : { withArguments: { 'command-line': 'other' } },
      event: (name, line) => (name === 'STOP' ? undefined : line),
    });
    client.send({ execute: 'cont', id: 7 });
    expect(await client.line()).to.deep.equal({ return: {}, id: 7 });
    client.send({ execute: 'human-monitor-command', id: 8 });
    expect(await server.line()).to.deep.include({ arguments: { 'command-line': 'other' } });
    server.send({ event: 'STOP' });
    server.send({ event: 'RESUME' });
    expect(await client.line()).to.deep.equal({ event: 'RESUME' });
  });

  it('has QEMU do something of which its client hears nothing', async () => {
    const { client, server } = tappedEnds({
      reply: (_, line, { tell }) => {
        void tell('system_reset');
        return line;
      },
    });
    client.send({ execute: 'stop', id: 1 });
    await server.line();
    server.send({ return: {}, id: 1 });
    expect(await client.line()).to.deep.equal({ return: {}, id: 1 });
    const told = (await server.line()) as { execute: string; id: string };
    expect(told.execute).to.equal('system_reset');
    server.send({ return: {}, id: told.id });
    server.send({ event: 'RESET' });
    expect(await client.line()).to.deep.equal({ event: 'RESET' });
  });

  it('ends at both sides when one of them ends', async () => {
    const ends = [
      ({ server }: Ends) => server.stream.end(),
      // As a socket whose other end died.
      ({ near }: Ends) => near.destroy(),
    ];
    for (const end of ends) {
      const between = tappedEnds({});
      between.server.send({ event: 'STOP' });
      expect(await between.client.line()).to.deep.equal({ event: 'STOP' });
      end(between);
      await once(between.client.stream, 'end');
    }
    for (const end of [(client: Duplex) => client.end(), (client: Duplex) => client.destroy()]) {
      const { client, server } = tappedEnds({});
      end(client.stream);
      await once(server.stream, 'end');
    }
  });

  it('tells its client of its end where a fault closes it, and no word of QEMU after that', async () => {
    const { client, server } = tappedEnds({ command: () => 'close' });
    client.send({ execute: 'stop', id: 1 });
    await once(client.stream, 'end');
    server.send({ event: 'STOP' });
    client.stream.end();
    await once(server.stream, 'end');
  });

  it('tells its client why, where a fault cannot be planted', async () => {
    const { client } = tappedEnds({ command: () => Promise.reject(new Error('no disk')) });
    client.send({ execute: 'stop', id: 1 });
    const [error] = (await once(client.stream, 'error')) as [Error];
    expect(error.message).to.equal('no disk');
  });
});

describe('a planted fault', () => {
  const walk: Walk = {
    shape: { arch: 'aarch64', vcpus: 2, maxVcpus: 2, ramMib: 512 },
    steps: [
      { operation: boot, parameters: {} },
      { operation: migrate, parameters: migrateOptions.parse({ via: 'file' }) },
    ],
  };

  it('leaves the first step alone, and tells once in each later one', async () => {
    const told: Planted[] = [];
    const planting = new Planting(faultNamed('event-lost-RESET'), walk, (planted) => told.push(planted));
    const [near, far] = duplexPair();
    const [client, server] = [new End(planting.interpose(near, qemu)), new End(far)];
    server.send({ event: 'RESET', data: {} });
    expect(await client.line()).to.deep.equal({ event: 'RESET', data: {} });
    planting.step = 2;
    for (const event of ['RESET', 'RESET', 'STOP']) server.send({ event });
    expect(await client.line()).to.deep.equal({ event: 'STOP' });
    expect(told).to.deep.equal([{ step: 2, what: 'the event RESET: lost' }]);
  });

  it('that cannot be planted is no fault of the VM', async () => {
    const planting = new Planting(faultNamed('page-zeroed'), walk, () => undefined);
    planting.step = 1;
    const [near, far] = duplexPair();
    const [client, server] = [new End(planting.interpose(near, qemu)), new End(far)];
    client.send({ execute: 'migrate-incoming', arguments: { uri: 'exec:cat /nowhere' }, id: 1 });
    expect(await server.line()).to.deep.include({ execute: 'migrate-incoming' });
    expect(planting.failure).to.be.instanceOf(Error);
  });
});
