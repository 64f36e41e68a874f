import { expect } from 'chai';
import { compareStreams, readStream, type StreamDifference } from '../../../../src/migration/stream/index.js';
import {
  armCpu,
  buildStream,
  ramBlock,
  record,
  u16,
  u32,
  u64,
  u8,
  type DeviceSpec,
  type StreamSpec,
} from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const device = (fields: DeviceSpec['fields'], version = 1): DeviceSpec => ({
  ...{ name: 'dev', instanceId: 3, version },
  fields,
});

/** An Arm vCPU with system registers, by KVM's numbers. */
const withRegisters = (registers: readonly (readonly [id: bigint, value: number])[]): DeviceSpec => ({
  ...armCpu(0, 0),
  fields: [
    { name: 'cpreg_vmstate_indexes', type: 'uint64', elements: registers.map(([id]) => bytesOf(id)) },
    { name: 'cpreg_vmstate_values', type: 'uint64', elements: registers.map(([, value]) => u64(value)) },
  ],
});
const bytesOf = (id: bigint): Buffer => Buffer.from(id.toString(16).padStart(16, '0'), 'hex');

describe('comparing two migration streams', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  async function differences(a: StreamSpec, b: StreamSpec): Promise<StreamDifference[]> {
    const [first, second] = [files.save('a', buildStream(a)), files.save('b', buildStream(b))];
    return [...compareStreams(await readStream(first), await readStream(second))];
  }

  it('finds none between equal ones, wherever in their files things are', async () => {
    expect(await differences({}, {})).to.deep.equal([]);
    const sections = Buffer.concat([u8(2), u32(2), u64(0x10), u8(0x7e), u32(2)]);
    expect(await differences({}, { sections })).to.deep.equal([]);
  });

  it('tells a field by its path, with both values', async () => {
    expect(await differences({ devices: [armCpu(1, 0)] }, { devices: [armCpu(1, 1)] })).to.deep.equal([
      { path: 'cpu#1/power_state', type: 'powered_off', first: 0, second: 1 },
    ]);
  });

  it('tells elements of arrays, fields of structs, and what only one of them has', async () => {
    const x = (value: number) => ({
      name: 'inner',
      struct: { fields: [{ name: 'x', type: 'uint8', bytes: u8(value) }] },
    });
    const a = device([{ name: 'regs', type: 'uint16', elements: [u16(1), u16(2)] }, x(4)]);
    const b = device([
      { name: 'regs', type: 'uint16', elements: [u16(1), u16(3), u16(9)] },
      x(5),
      { name: 'new', type: 'bool', bytes: u8(1) },
    ]);
    expect(await differences({ devices: [a] }, { devices: [b] })).to.deep.equal([
      { path: 'dev#3/regs[1]', type: 'uint16', first: 2, second: 3 },
      { path: 'dev#3/regs[2]', type: 'uint16', second: 9 },
      { path: 'dev#3/inner/x', type: 'uint8', first: 4, second: 5 },
      { path: 'dev#3/new', type: 'bool', second: true },
    ]);
  });

  it('tells what differs in a buffer by its offset', async () => {
    const buffer = (...bytes: [at: number, value: number][]) => {
      const all = Buffer.alloc(64);
      for (const [at, value] of bytes) all[at] = value;
      return { devices: [device([{ name: 'b', type: 'buffer', bytes: all }])] };
    };
    expect(await differences(buffer([3, 1]), buffer([3, 2], [5, 7], [40, 9]))).to.deep.equal([
      {
        path: 'dev#3/b@0x3',
        type: 'buffer',
        first: Buffer.from('010000', 'hex'),
        second: Buffer.from('020007', 'hex'),
      },
      {
        path: 'dev#3/b@0x28',
        type: 'buffer',
        first: Buffer.from('00', 'hex'),
        second: Buffer.from('09', 'hex'),
      },
    ]);
  });

  it('tells devices that were added and removed, and another version', async () => {
    const field = [{ name: 'f', type: 'uint8', bytes: u8(1) }];
    const other = { ...device(field), name: 'other' };
    expect(await differences({ devices: [device(field)] }, { devices: [other] })).to.deep.equal([
      { path: 'dev#3', type: 'device', first: 'version 1, 1 bytes' },
      { path: 'other#3', type: 'device', second: 'version 1, 1 bytes' },
    ]);
    expect(await differences({ devices: [device(field)] }, { devices: [device(field, 2)] })).to.deep.equal([
      { path: 'dev#3/version', first: 1, second: 2 },
    ]);
  });

  it('tells machine types and counts of pages', async () => {
    const pages = Buffer.concat([record(0, 0x08, ramBlock.name), Buffer.alloc(4096, 1)]);
    const found = await differences({ pages }, { machineType: 'virt-8.0' });
    expect(found.map(({ path }) => path)).to.include('configuration/machine type');
    expect(found).to.deep.include({ path: 'ram/mach-virt.ram/pages of zeros', first: 0, second: 1 });
  });

  it('matches system registers by their names, though one has some more', async () => {
    const [sctlr, ttbr0, unknown] = [0x6030_0000_0013_c080n, 0x6030_0000_0013_c100n, 0x6030_0000_0013_df10n];
    const a = withRegisters([
      [sctlr, 1],
      [unknown, 5],
    ]);
    const b = withRegisters([
      [sctlr, 2],
      [ttbr0, 3],
      [unknown, 5],
    ]);
    expect(await differences({ devices: [a] }, { devices: [b] })).to.deep.equal([
      { path: 'cpu#0/SCTLR_EL1', type: 'system register', first: 1n, second: 2n },
      { path: 'cpu#0/TTBR0_EL1', type: 'system register', second: 3n },
    ]);
  });
});
