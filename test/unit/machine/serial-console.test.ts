import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import { SerialConsole } from '../../../src/machine/serial-console.js';
import { DeadlineError } from '../../../src/support/errors.js';

const wait = { timeoutMs: 5_000 };

describe('SerialConsole', () => {
  let output: PassThrough;
  let console: SerialConsole;
  let logged: Buffer[];
  beforeEach(() => {
    logged = [];
    output = new PassThrough();
    console = new SerialConsole(output, new PassThrough(), (bytes) => logged.push(bytes));
  });

  /** The guest prints: each piece arrives by itself. */
  async function print(...pieces: (string | Buffer)[]): Promise<void> {
    for (const piece of pieces) {
      const arrived = once(output, 'data');
      output.write(piece);
      await arrived;
    }
  }

  const texts = () => console.history.map(({ text }) => text);

  it('makes lines of pieces, and keeps a character whole that was cut in two', async () => {
    const snowman = Buffer.from('☃');
    await print('Boot', 'ing\nsnow', snowman.subarray(0, 1), snowman.subarray(1), '\nand');
    expect(texts()).to.deep.equal(['Booting', 'snow☃']);
    expect(console.partial).to.equal('and');
    expect(console.lineCount).to.equal(2);
  });

  it('takes escape sequences and carriage returns out of lines, and leaves them in the log', async () => {
    const raw =
      '\u001bc\u001b[2J\u001b[01;01H\u001b[1;32m[  OK  ]\u001b[0m up\r\n\u001b]0;title\u0007$ \u001b(B';
    await print(raw);
    expect(texts()).to.deep.equal(['[  OK  ] up']);
    expect(console.partial).to.equal('$ ');
    expect(Buffer.concat(logged).toString()).to.equal(raw);
  });

  it('tells how long after the launch each line came', async () => {
    await print('one\n', 'two\n');
    const [one, two] = console.history;
    expect(one?.sinceLaunchMs).to.be.at.least(0);
    expect(two?.sinceLaunchMs).to.be.at.least(one?.sinceLaunchMs ?? Infinity);
    expect(Math.abs((one?.at ?? 0) - Date.now())).to.be.below(60_000);
  });

  it('gives those who subscribe late every line', async () => {
    await print('one\n');
    const all = lastValueFrom(console.lines$.pipe(toArray()));
    await print('two\nunfinished');
    console.end();
    expect((await all).map(({ text }) => text)).to.deep.equal(['one', 'two', 'unfinished']);
    expect((await lastValueFrom(console.lines$.pipe(toArray()))).length).to.equal(3);
  });

  it('finds a line that came, and one that comes', async () => {
    await print('ready 1\n');
    expect((await console.waitForLine(/ready/, wait)).index).to.equal(0);
    const next = console.waitForLine(/ready/g, { ...wait, from: console.lineCount });
    await print('other\n', 'ready 2\n');
    expect((await next).text).to.equal('ready 2');
    expect((await console.waitForLine(({ text }) => text.endsWith('2'), wait)).index).to.equal(2);
  });

  it('says what it saw when the line does not come', async () => {
    await print('Kernel pani');
    const error: unknown = await console
      .waitForLine(/ready/, { timeoutMs: 20 })
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(DeadlineError);
    expect((error as Error).message)
      .to.include('/ready/')
      .and.include('Kernel pani');
  });

  it('ends the wait with the reason when QEMU ends', async () => {
    const reason = new Error('QEMU died');
    const waiting = console.waitForLine(/ready/, wait).catch((error: unknown) => error);
    console.end(reason);
    expect(await waiting).to.equal(reason);
    expect(await console.waitForLine(/ready/, wait).catch((error: unknown) => error)).to.equal(reason);
  });

  it('does not gather a line without end', async () => {
    await print('x'.repeat(100_000), 'y\n');
    expect(texts()).to.deep.equal(['x'.repeat(100_000), 'y']);
  });

  it('gives the last lines for a message', async () => {
    await print('one\ntwo\nthree');
    expect(console.tail(2)).to.deep.equal(['two', 'three']);
  });
});
