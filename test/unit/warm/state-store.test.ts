import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { StateStore, type WriteState } from '../../../src/warm/state-store.js';

const wait = { timeoutMs: 30_000 };
const sound = () => Promise.resolve();

describe('the store of saved states', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'warm-store-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write =
    (bytes: number): WriteState =>
    (file) => {
      writeFileSync(file, Buffer.alloc(bytes, 7));
      return Promise.resolve({ bootMs: 2_000, ageMs: 3_000 });
    };
  const names = () => readdirSync(folder).filter((name) => name !== '.lock');

  it('makes a state once, however many want it at the same time', async () => {
    let makings = 0;
    const slowly: WriteState = async (file) => {
      makings += 1;
      await sleep(50);
      return await write(10)(file);
    };
    // Two stores, as in two processes: what keeps them apart is the lock alone.
    const stores = [new StateStore({ folder }), new StateStore({ folder })];
    const states = await Promise.all(stores.map((store) => store.make('aa', slowly, sound, wait)));
    expect(makings).to.equal(1);
    expect(states.map(({ about }) => about.bytes)).to.deep.equal([10, 10]);
    expect(await states[0]?.damage()).to.equal(undefined);
  });

  for (const [what, writing, trying] of [
    ['is interrupted', () => Promise.reject(new Error('interrupted')), sound],
    ['nothing wakes from', write(10), () => Promise.reject(new Error('asleep'))],
  ] as const) {
    it(`leaves nothing of a state that ${what}`, async () => {
      const store = new StateStore({ folder });
      const failure = await store.make('aa', writing, trying, wait).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error);
      expect(names()).to.deep.equal([]);
    });
  }

  it('removes what a process left that was killed while it made a state', async () => {
    mkdirSync(join(folder, '.making-bb'));
    writeFileSync(join(folder, '.making-bb', 'state'), 'half');
    await new StateStore({ folder }).make('aa', write(10), sound, wait);
    expect(names()).to.deep.equal(['aa']);
  });

  it('tells a file that was cut or changed since', async () => {
    const store = new StateStore({ folder });
    const cut = await store.make('aa', write(10), sound, wait);
    writeFileSync(cut.file, 'short');
    expect(await cut.damage()).to.contain('5 bytes, not 10');
    const changed = await store.make('bb', write(10), sound, wait);
    writeFileSync(changed.file, Buffer.alloc(10, 8));
    expect(await changed.damage()).to.contain('not what was written');
    await store.discard(changed);
    expect(store.find('bb')).to.equal(undefined);
  });

  it('forgets what was not used for longest when all together take too much', async () => {
    const store = new StateStore({ folder, mostBytes: 25 });
    const first = await store.make('aa', write(10), sound, wait);
    await store.make('bb', write(10), sound, wait);
    await sleep(20);
    await first.touch();
    await store.make('cc', write(10), sound, wait);
    expect(names().sort()).to.deep.equal(['aa', 'cc']);
    expect(existsSync(first.file)).to.equal(true);
  });
});
