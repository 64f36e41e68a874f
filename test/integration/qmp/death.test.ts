import { expect } from 'chai';
import { QmpClient, QmpConnectionLostError } from '../../../src/qmp/index.js';
import { rejection } from '../../unit/qmp/scripted-peer.js';
import { BareQemu } from './bare-qemu.js';

describe('QMP when a real QEMU ends', () => {
  it('ends every call in flight and the events at once when QEMU is killed, and says why', async () => {
    await using qemu = await BareQemu.start(['-chardev', 'socket,id=qmp,fd=3', '-qmp', 'chardev:qmp']);
    const death = new Promise<string>((resolve) =>
      qemu.process.once('exit', (_, signal) => resolve(`QEMU died of ${signal ?? 'nothing'}`)),
    );
    await using qmp = await QmpClient.over(qemu.inherited, { describeDeath: () => death });
    const events = new Promise<unknown>((resolve) => qmp.events.subscribe({ error: resolve }));
    const calls = Array.from({ length: 100 }, () => rejection(qmp.execute('query-qmp-schema')));
    const killedAtMs = performance.now();
    qemu.process.kill('SIGKILL');
    const ends = [...(await Promise.all(calls)), await events, await qmp.closed];
    expect(performance.now() - killedAtMs).to.be.below(5000);
    for (const error of ends) {
      expect(error).to.be.instanceOf(QmpConnectionLostError);
      expect(error).to.have.property('reason', 'QEMU died of SIGKILL');
    }
  });

  it('ends calls to a QEMU that is frozen at their deadline, and the rest when it is killed', async () => {
    await using pair = await BareQemu.withClient();
    pair.qemu.process.kill('SIGSTOP');
    expect(String(await rejection(pair.qmp.execute('query-status', {}, { timeoutMs: 100 })))).to.match(
      /waited 100 ms/,
    );
    const waiting = rejection(pair.qmp.execute('query-status'));
    pair.qemu.process.kill('SIGKILL');
    expect(await waiting).to.be.instanceOf(QmpConnectionLostError);
  });

  it('answers on when a frozen QEMU thaws: late replies disturb nobody', async () => {
    await using pair = await BareQemu.withClient();
    pair.qemu.process.kill('SIGSTOP');
    const late = await Promise.all(
      Array.from({ length: 20 }, () =>
        rejection(pair.qmp.execute('query-qmp-schema', {}, { timeoutMs: 50 })),
      ),
    );
    expect(late).to.have.length(20);
    pair.qemu.process.kill('SIGCONT');
    expect(await pair.qmp.execute('query-name')).to.deep.equal({});
    expect((await pair.qmp.execute('query-status')).running).to.equal(true);
  });

  it('answers quit, and then tells that QEMU had announced its end', async () => {
    await using pair = await BareQemu.withClient();
    await pair.qmp.execute('quit');
    const reason = await pair.qmp.closed;
    expect(reason).to.be.instanceOf(QmpConnectionLostError);
    expect(String(reason)).to.contain('announced its shutdown (host-qmp-quit)');
  });
});
