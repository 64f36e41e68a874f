import { expect } from 'chai';
import { deviceId, vcpuSlots } from '../../../src/qemu/index.js';
import type { QmpClient } from '../../../src/qmp/index.js';

const place = (socket: number, core: number) => ({ 'socket-id': socket, 'core-id': core, 'thread-id': 0 });
const qmpOf = (slots: object[]) => ({ execute: () => Promise.resolve(slots) }) as unknown as QmpClient;

describe('vcpuSlots', () => {
  it('gives slots in the order in which QEMU numbers their vCPUs, which lists them the other way round', async () => {
    const slots = await vcpuSlots(
      qmpOf([
        { type: 'cpu', 'vcpus-count': 1, props: place(1, 1) },
        { type: 'cpu', 'vcpus-count': 1, props: place(1, 0), 'qom-path': '/machine/peripheral/more' },
        { type: 'cpu', 'vcpus-count': 1, props: place(0, 10) },
        { type: 'cpu', 'vcpus-count': 1, props: place(0, 9), 'qom-path': '/machine/unattached/device[0]' },
      ]),
    );
    expect(slots.map((slot) => slot.place)).to.deep.equal([
      place(0, 9),
      place(0, 10),
      place(1, 0),
      place(1, 1),
    ]);
    expect(slots.map(({ vcpu }) => vcpu)).to.deep.equal([
      '/machine/unattached/device[0]',
      undefined,
      '/machine/peripheral/more',
      undefined,
    ]);
  });

  it('knows a vCPU that was plugged by its id, and that one from the start has none', () => {
    expect(deviceId('/machine/peripheral/more')).to.equal('more');
    expect(deviceId('/machine/unattached/device[0]')).to.equal(undefined);
    expect(deviceId('/machine/peripheral-anon/device[0]')).to.equal(undefined);
  });
});
