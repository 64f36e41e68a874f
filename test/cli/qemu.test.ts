import { realpathSync } from 'node:fs';
import { expect } from 'chai';
import { findQemu } from '../../src/qemu/index.js';
import { Bench } from './vmwright.js';

describe('vmwright qemu', () => {
  const path = realpathSync(findQemu('aarch64'));
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  /** With a cache of its own. */
  const qemu = (...args: string[]) =>
    bench.run(['qemu', ...args], { env: { XDG_CACHE_HOME: bench.path('cache') } });
  const names = async () =>
    (JSON.parse((await qemu('list', '--json')).stdout) as { name: string }[]).map(({ name }) => name);

  it('add, list, remove: a QEMU by a name', async () => {
    expect(await qemu('add', 'mine', path)).to.include({ status: 0, stderr: '' });
    expect(await names()).to.include('mine');
    expect((await qemu('list')).stdout).to.match(/^mine +aarch64 .*\d+\.\d+\.\d+/m);
    expect(await qemu('remove', 'mine')).to.include({ status: 0 });
    expect(await names()).not.to.include('mine');
  });

  it('add: a name that is taken, and --replace', async () => {
    await qemu('add', 'mine', path);
    const again = await qemu('add', 'mine', path);
    expect(again.status).to.equal(2);
    expect(again.stderr).to.include('there is a QEMU mine already; --replace');
    expect(await qemu('add', '--replace', 'mine', path)).to.include({ status: 0 });
  });

  it('add: a name that a version could be, a path that is no QEMU', async () => {
    expect(await qemu('add', '7x', path)).to.include({ status: 2, stdout: '' });
    const none = await qemu('add', 'mine', '/bin/true');
    expect(none.status).to.equal(2);
    expect(none.stderr).to.include('/bin/true is no QEMU');
    expect(await names()).not.to.include('mine');
  });

  it('remove, and run --qemu: the nearest name for a typo', async () => {
    await qemu('add', 'mine', path);
    const removed = await qemu('remove', 'mne');
    expect(removed).to.include({ status: 2, stdout: '' });
    expect(removed.stderr).to.include('did you mean mine?');
    const env = { XDG_CACHE_HOME: bench.path('cache') };
    const run = await bench.run(['run', 'reset', '--qemu', 'mne'], { env });
    expect(run.status).to.equal(2);
    expect(run.stderr).to.include('mine');
  });
});
