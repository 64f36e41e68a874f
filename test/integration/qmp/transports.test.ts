import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { QmpClient, QmpConnectError } from '../../../src/qmp/index.js';
import { until } from '../../../src/support/deadline.js';
import { DeadlineError } from '../../../src/support/errors.js';
import { rejection } from '../../unit/qmp/scripted-peer.js';
import { BareQemu } from './bare-qemu.js';

const STORAGE_DAEMON = process.env['VMWRIGHT_TEST_STORAGE_DAEMON'] ?? 'qemu-storage-daemon';

/** Connects as soon as the server listens: QEMU makes the socket's file a moment before. */
async function connectOnceThere(path: string): Promise<QmpClient> {
  return until(`a server at ${path}`, { timeoutMs: 30_000 }, async () => {
    try {
      return await QmpClient.connect({ path });
    } catch (error) {
      if (error instanceof QmpConnectError) return undefined;
      throw error;
    }
  });
}

describe('QMP transports with a real QEMU', () => {
  it('connects to a unix socket that QEMU listens on, again and again', async () => {
    await using qemu = await BareQemu.start(['-qmp', 'unix:FOLDER/qmp,server=on,wait=off']);
    for (let n = 0; n < 3; n++) {
      await using qmp = await connectOnceThere(join(qemu.folder, 'qmp'));
      expect((await qmp.execute('query-status')).running).to.equal(true);
    }
  });

  it('tells a second client why it gets no greeting', async () => {
    await using qemu = await BareQemu.start(['-qmp', 'unix:FOLDER/qmp,server=on,wait=off']);
    const path = join(qemu.folder, 'qmp');
    await using first = await connectOnceThere(path);
    const error = await rejection(QmpClient.connect({ path }, { timeoutMs: 200 }));
    expect(error).to.be.instanceOf(DeadlineError);
    expect(String(error)).to.contain('is another one connected?');
    expect((await first.execute('query-status')).running).to.equal(true);
  });

  it('listens on a unix socket that QEMU connects to', async () => {
    await using place = await BareQemu.start();
    await using listener = await QmpClient.listen({ path: join(place.folder, 'qmp') });
    await using qemu = await BareQemu.start(['-qmp', `unix:${join(place.folder, 'qmp')}`]);
    await using qmp = await listener.accept();
    expect((await qmp.execute('query-status')).running).to.equal(true);
    expect(qemu.process.exitCode).to.equal(null);
  });

  it('listens on a TCP port that QEMU connects to', async () => {
    await using listener = await QmpClient.listen({ host: '127.0.0.1', port: 0 });
    const port = 'port' in listener.address ? listener.address.port : 0;
    await using qemu = await BareQemu.start(['-qmp', `tcp:127.0.0.1:${port}`]);
    await using qmp = await listener.accept();
    expect((await qmp.execute('query-status')).running).to.equal(true);
    expect(qemu.process.exitCode).to.equal(null);
  });

  it('leaves QEMU alive when the client of an inherited socket closes', async () => {
    await using qemu = await BareQemu.start([
      ...['-chardev', 'socket,id=inherited,fd=3', '-qmp', 'chardev:inherited'],
      ...['-qmp', 'unix:FOLDER/qmp,server=on,wait=off'],
    ]);
    const inherited = await QmpClient.over(qemu.inherited);
    await using other = await connectOnceThere(join(qemu.folder, 'qmp'));
    await inherited.close();
    // QEMU has seen the end of it once the chardev says so; that it answers at all is the point.
    await until('QEMU to see that the client is gone', { timeoutMs: 30_000 }, async () => {
      const chardevs = await other.execute('query-chardev');
      return chardevs.find(
        ({ label, filename }) => label === 'inherited' && filename.startsWith('disconnected'),
      );
    });
  });

  it('speaks with a storage daemon', async function () {
    if (spawnSync(STORAGE_DAEMON, ['--version']).status !== 0) {
      console.log(`      skipped: there is no ${STORAGE_DAEMON} on this machine`);
      this.skip();
    }
    await using daemon = await BareQemu.start(
      ['--chardev', 'socket,id=qmp,path=FOLDER/qmp,server=on,wait=off', '--monitor', 'chardev=qmp'],
      STORAGE_DAEMON,
      [],
    );
    await using qmp = await connectOnceThere(join(daemon.folder, 'qmp'));
    await qmp.execute('blockdev-add', { driver: 'null-co', 'node-name': 'nothing', size: 2n ** 40n });
    const nodes = await qmp.execute('query-named-block-nodes');
    expect(nodes.map((node) => node.image['virtual-size'])).to.deep.equal([2 ** 40]);
  });
});
