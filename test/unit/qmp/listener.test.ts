import { expect } from 'chai';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QmpAddress, QmpClient, QmpConnectError, QmpStateError } from '../../../src/qmp/index.js';
import { DeadlineError } from '../../../src/support/errors.js';
import { PeerConnection, rejection } from './scripted-peer.js';

function dial(address: QmpAddress): Socket {
  return 'path' in address ? connect(address.path) : connect(address.port, address.host);
}

const LOCAL = { host: '127.0.0.1', port: 0 };

describe('QmpClient.listen', () => {
  it('accepts servers that connect to us, in their order, also those that came before', async () => {
    await using listener = await QmpClient.listen(LOCAL);
    const peers = [new PeerConnection(dial(listener.address)), new PeerConnection(dial(listener.address))];
    const negotiating = peers.map((peer) => peer.negotiate());
    for (let n = 0; n < 2; n++) {
      await using client = await listener.accept({ timeoutMs: 10_000 });
      expect(client.greeting.version.qemu.major).to.equal(7);
    }
    await Promise.all(negotiating);
  });

  it('says at which port it listens when the system chose', async () => {
    await using listener = await QmpClient.listen(LOCAL);
    expect(listener.address).to.have.property('port').above(0);
  });

  it('leaves no socket file behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'qmp-'));
    try {
      const listener = await QmpClient.listen({ path: join(folder, 'qmp') });
      expect(await readdir(folder)).to.deep.equal(['qmp']);
      await listener[Symbol.asyncDispose]();
      await listener[Symbol.asyncDispose]();
      expect(await readdir(folder)).to.deep.equal([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says when the address is taken', async () => {
    await using listener = await QmpClient.listen(LOCAL);
    const error = await rejection(QmpClient.listen(listener.address));
    expect(error).to.be.instanceOf(QmpConnectError);
    expect(String(error)).to.contain('EADDRINUSE');
  });

  it('waits only so long, and then takes nobody away from the next wait', async () => {
    await using listener = await QmpClient.listen(LOCAL);
    expect(await rejection(listener.accept({ timeoutMs: 20 }))).to.be.instanceOf(DeadlineError);
    const accepting = listener.accept({ timeoutMs: 10_000 });
    await new PeerConnection(dial(listener.address)).negotiate();
    await using client = await accepting;
    expect(client.greeting.capabilities).to.deep.equal(['oob']);
  });

  it('ends those who wait when it is closed', async () => {
    const listener = await QmpClient.listen(LOCAL);
    const waiting = rejection(listener.accept());
    await listener[Symbol.asyncDispose]();
    expect(await waiting).to.be.instanceOf(QmpStateError);
    expect(await rejection(listener.accept())).to.be.instanceOf(QmpStateError);
  });
});
