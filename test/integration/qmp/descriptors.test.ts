import { expect } from 'chai';
import { once } from 'node:events';
import { open, readlink } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { passDescriptor } from '../../../src/qmp/pass-descriptor.js';
import { EnvironmentError, UsageError } from '../../../src/support/errors.js';
import { rejection } from '../../unit/qmp/scripted-peer.js';
import { BareQemu } from './bare-qemu.js';

const wait = { timeoutMs: 10_000, signal: undefined };

describe('Descriptors that are passed to QEMU', () => {
  it('are each the one that was meant, however many come at once among other commands', async () => {
    await using session = await BareQemu.withClient();
    const { qemu, qmp } = session;
    const paths = [1, 2, 3, 4].map((n) => join(qemu.folder, `file-${n}`));
    const asked = paths.map(async (path) => {
      await using file = await open(path, 'w');
      const others = Array.from({ length: 20 }, () => qmp.execute('query-status'));
      // How patient one is is told by how long a boot took, to parts of a millisecond.
      const { fd } = await qmp.execute('add-fd', {}, { descriptor: file.fd, timeoutMs: 60_000.25 });
      await Promise.all(others);
      return Number(fd);
    });
    const numbers = await Promise.all(asked);
    const seen = numbers.map((fd) => readlink(`/proc/${qemu.process.pid}/fd/${fd}`));
    expect(await Promise.all(seen)).to.deep.equal(paths);
    expect((await qmp.execute('query-status')).running).to.equal(true);
  });

  it('can be sockets, of which nothing is read here any more', async () => {
    await using session = await BareQemu.withClient();
    const { qemu, qmp } = session;
    const server = createServer().listen(join(qemu.folder, 'pair'));
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const near = connect(join(qemu.folder, 'pair'));
    const [far] = await accepted;
    server.close();
    let read = 0;
    near.on('data', () => (read += 1));
    await qmp.execute('getfd', { fdname: 'pair' }, { descriptor: near });
    const sent = once(far.end('for QEMU alone'), 'finish');
    await sent;
    await qmp.execute('query-status');
    near.destroy();
    far.destroy();
    expect(read).to.equal(0);
  });

  it('need a unix socket', async () => {
    const error = await rejection(passDescriptor(new PassThrough(), 0, wait));
    expect(error).to.be.instanceOf(UsageError);
    expect(String(error)).to.contain('over a unix socket');
  });

  it('need perl, and the client says so and lives on where there is none', async () => {
    await using session = await BareQemu.withClient();
    const { PATH } = process.env;
    process.env['PATH'] = session.qemu.folder;
    try {
      const error = await rejection(session.qmp.execute('getfd', { fdname: 'x' }, { descriptor: 0 }));
      expect(error).to.be.instanceOf(EnvironmentError);
      expect(String(error)).to.contain('install perl-base');
    } finally {
      process.env['PATH'] = PATH;
    }
    expect((await session.qmp.execute('query-status')).running).to.equal(true);
  });

  it('that are none are told of, and the client lives on', async () => {
    await using session = await BareQemu.withClient();
    const error = await rejection(session.qmp.execute('getfd', { fdname: 'x' }, { descriptor: 999_999 }));
    expect(error).to.be.instanceOf(UsageError);
    expect((await session.qmp.execute('query-status')).running).to.equal(true);
  });
});
