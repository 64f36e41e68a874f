import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { collectModules, dependenciesOf, modprobeIndexes } from '../../../src/image/modules.js';
import { EnvironmentError } from '../../../src/support/errors.js';

/** As much of a module as is looked at: its `.modinfo` lines. */
function module(depends: string): Buffer {
  return Buffer.from(`\x7fELF…\0license=GPL\0depends=${depends}\0intree=Y\0`);
}

describe('kernel modules', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'vmwright-modules-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  function put(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }

  it('name what they depend on', () => {
    expect(dependenciesOf(module('virtio-ring,virtio'))).to.deep.equal(['virtio_ring', 'virtio']);
    expect(dependenciesOf(module(''))).to.deep.equal([]);
    expect(dependenciesOf(Buffer.from('no modinfo'))).to.deep.equal([]);
  });

  it('come with all that they depend on, each after what it needs', async () => {
    put('modules.builtin', 'kernel/lib/crc-t10dif.ko\n');
    put('kernel/net/virtio_net.ko', module('virtio,net-failover,crc_t10dif'));
    put('kernel/net/net-failover.ko', module('failover'));
    put('kernel/net/failover.ko', module(''));
    put('kernel/virtio/virtio.ko', module('virtio_ring'));
    put('kernel/virtio/virtio_ring.ko', module(''));
    put('kernel/other.ko', module(''));
    const modules = await collectModules(directory, ['virtio_net'], undefined);
    expect(modules.map(({ name }) => name)).to.have.members([
      'virtio_net',
      'net_failover',
      'failover',
      'virtio',
      'virtio_ring',
      'crc_t10dif',
    ]);
    expect(modprobeIndexes(modules).builtin).to.equal('kernel/crc_t10dif.ko\n');
    const lines = modprobeIndexes(modules).dep.split('\n');
    // modprobe loads from the right to the left.
    expect(lines).to.include('virtio.ko: virtio_ring.ko');
    expect(lines).to.include('failover.ko:');
    const order =
      lines
        .find((line) => line.startsWith('virtio_net.ko:'))
        ?.split(' ')
        .reverse() ?? [];
    expect(order.indexOf('virtio_ring.ko')).to.be.below(order.indexOf('virtio.ko'));
    expect(order.indexOf('failover.ko')).to.be.below(order.indexOf('net_failover.ko'));
  });

  it('are looked for in vain by a wrong name', async () => {
    put('modules.builtin', '');
    const error = await collectModules(directory, ['virtio_nett'], undefined).catch((e: unknown) => e);
    expect(error)
      .to.be.instanceOf(EnvironmentError)
      .with.property('message')
      .that.includes('no module virtio_nett');
  });
});
