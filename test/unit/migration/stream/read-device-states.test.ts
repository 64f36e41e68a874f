import { expect } from 'chai';
import { readDeviceStates, vcpuPowerStates } from '../../../../src/migration/stream/index.js';
import { EnvironmentError } from '../../../../src/support/errors.js';
import {
  armCpu,
  buildStream,
  page,
  record,
  ramBlock,
  u16,
  u32,
  u64,
  u8,
  type DeviceSpec,
} from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const device = (fields: DeviceSpec['fields']): DeviceSpec => ({
  name: 'dev',
  instanceId: 3,
  version: 5,
  fields,
});

describe('reading the devices of a migration stream', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  it('tells machine type, page size, RAM blocks and devices', async () => {
    const stream = await files.read(buildStream());
    expect(stream.configuration?.machineType).to.equal('virt-7.2');
    expect(stream.pageBytes).to.equal(4096);
    expect([...stream.ramBlocks.values()].map(({ name, bytes }) => [name, bytes])).to.deep.equal([
      ['mach-virt.ram', 2 ** 32],
    ]);
    expect(stream.devices.map(({ name, instanceId, version }) => [name, instanceId, version])).to.deep.equal([
      ['cpu', 0, 22],
      ['cpu', 1, 22],
    ]);
  });

  it('decodes integers, booleans and timers, and leaves what it cannot know as bytes', async () => {
    const fields = [
      { name: 'a', type: 'uint8', bytes: u8(0xff) },
      { name: 'b', type: 'int8', bytes: u8(0xff) },
      { name: 'c', type: 'uint16', bytes: u16(0x1234) },
      { name: 'd', type: 'int32 le', bytes: Buffer.from('fffffffe', 'hex') },
      { name: 'e', type: 'uint64', bytes: Buffer.alloc(8, 0xff) },
      { name: 'f', type: 'bool', bytes: u8(1) },
      { name: 'g', type: 'timer', bytes: Buffer.alloc(8, 0xff) },
      { name: 'h', type: 'buffer', bytes: Buffer.from('xyz') },
    ];
    const [read] = (await files.read(buildStream({ devices: [device(fields)] }))).devices;
    expect(read?.state.value).to.deep.equal({
      ...{ a: 255, b: -1, c: 0x1234, d: -2, e: 2n ** 64n - 1n, f: true, g: -1n },
      h: Buffer.from('xyz'),
    });
  });

  it('finds arrays, structs and subsections, and says where they are in the file', async () => {
    const channel = (value: number) => ({ fields: [{ name: 'count', type: 'uint32', bytes: u32(value) }] });
    const bytes = buildStream({
      devices: [
        {
          ...device([
            { name: 'regs', type: 'uint16', elements: [u16(1), u16(2), u16(3)] },
            { name: 'inner', struct: { fields: [{ name: 'x', type: 'uint8', bytes: u8(9) }] } },
            { name: 'old', structs: [channel(4), channel(5)], indexed: true },
            { name: 'new', structs: [channel(6), channel(7)], indexed: false },
          ]),
          subsections: [{ name: 'dev/more', version: 2, ...channel(0x51525354) }],
        },
      ],
    });
    const [read] = (await files.read(bytes)).devices;
    expect(read?.field('regs')?.length).to.equal(3);
    expect(read?.field('regs', 2)?.value).to.equal(3);
    expect(read?.field('inner', 'x')?.value).to.equal(9);
    expect(read?.field('old', 1, 'count')?.value).to.equal(5);
    expect(read?.field('new', 0, 'count')?.value).to.equal(6);
    expect(read?.field('new')?.value).to.deep.equal([{ count: 6 }, { count: 7 }]);
    expect(read?.field('dev/more', 'count')?.offset).to.equal(bytes.indexOf('QRST'));
    expect(read?.state.names).to.deep.equal(['regs', 'inner', 'old', 'new', 'dev/more']);
  });

  it('has nothing where nothing is', async () => {
    const [cpu] = (await files.read(buildStream())).devices;
    for (const path of [
      ['nothing'],
      ['env.xregs', 3],
      ['env.xregs', -1],
      ['env.xregs', 0.5],
      ['power_state', 'x'],
    ]) {
      expect(cpu?.field(...path), path.join()).to.equal(undefined);
    }
  });

  it('walks over every kind of RAM record that a plain migration has', async () => {
    const pages = Buffer.concat([
      ...[record(0, 0x08, ramBlock.name), Buffer.alloc(4096, 1)],
      ...[page(0xffff_f000), record(0x1000, 0x22), u8(0)],
      ...[record(0x2000, 0x60), u8(1), u16(5), Buffer.alloc(5, 0xff)],
    ]);
    expect((await files.read(buildStream({ pages }))).devices).to.have.length(2);
  });

  it('reads RAM and devices that are larger than what it reads ahead', async () => {
    const pages = Buffer.concat([
      record(0, 0x02, ramBlock.name),
      u8(0),
      ...Array.from({ length: 700 }, () => page(0)),
    ]);
    const large = device([{ name: 'vram', type: 'buffer', bytes: Buffer.alloc(3 * 2 ** 20, 7) }]);
    const stream = await files.read(buildStream({ pages, devices: [large, armCpu(0, 1)] }));
    expect(stream.devices[0]?.field('vram')?.bytes.at(-1)).to.equal(7);
    expect(vcpuPowerStates(stream)).to.deep.equal(new Map([[0, 'off']]));
  });

  it('finds a description longer than the first part of the end that is looked at', async () => {
    const names = Array.from({ length: 9000 }, (_, i) => ({ name: `f${i}`, type: 'uint64', bytes: u64(i) }));
    const [read] = (await files.read(buildStream({ devices: [device(names)] }))).devices;
    expect(read?.field('f8999')?.value).to.equal(8999n);
  });

  it('says that a file cannot be read', async () => {
    for (const path of [`${files.folder}/none`, files.folder]) {
      const error: unknown = await readDeviceStates(path).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(EnvironmentError).with.property('message').that.includes(path);
    }
  });

  it('stops when the caller does not want it any more', async () => {
    await files.read(buildStream());
    const reason = new Error('enough');
    const error: unknown = await readDeviceStates(files.path, { signal: AbortSignal.abort(reason) }).catch(
      (e: unknown) => e,
    );
    expect(error).to.equal(reason);
  });
});

describe("vCPUs' power states in a migration stream", () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  it('are those of PSCI, by the index of the vCPU', async () => {
    const devices = [armCpu(0, 0), armCpu(1, 1), armCpu(2, 2), armCpu(7, 1)];
    expect(vcpuPowerStates(await files.read(buildStream({ devices })))).to.deep.equal(
      new Map([
        [0, 'on'],
        [1, 'off'],
        [2, 'on-pending'],
        [7, 'off'],
      ]),
    );
  });

  it('are refused when PSCI has no such state', async () => {
    const stream = await files.read(buildStream({ devices: [armCpu(4, 3)] }));
    expect(() => vcpuPowerStates(stream)).to.throw(/expected the power state of vCPU 4, found bytes 03/);
  });

  it('are none where the architecture saves none', async () => {
    const x86 = { ...device([{ name: 'env.eip', type: 'uint64', bytes: u64(1) }]), name: 'cpu' };
    const stream = await files.read(buildStream({ configuration: Buffer.alloc(0), devices: [x86] }));
    expect(vcpuPowerStates(stream)).to.deep.equal(new Map());
  });
});
