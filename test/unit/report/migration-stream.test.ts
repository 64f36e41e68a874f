import { expect } from 'chai';
import { compareStreams, readStream } from '../../../src/migration/index.js';
import { differenceLines, streamJson, streamTree } from '../../../src/report/migration-stream/index.js';
import { armCpu, buildStream, u32, u64, u8, type DeviceSpec } from '../migration/stream/build-stream.js';
import { StreamFiles } from '../migration/stream/stream-files.js';

const device = (...fields: DeviceSpec['fields']): DeviceSpec => ({
  ...{ name: '0000:00:01.0/virtio-net', instanceId: 0, version: 1 },
  fields,
});

const counted = (count: number, element: (i: number) => Buffer) =>
  Array.from({ length: count }, (_, i) => element(i));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('a migration stream in text', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  async function tree(bytes: Buffer, full = false): Promise<string[]> {
    return [...streamTree(await files.parts(bytes), { full })];
  }

  it('tells the machine, its RAM, its vCPUs, its devices and where they are described', async () => {
    const lines = await tree(buildStream());
    expect(lines).to.include.members([
      'machine type  virt-7.2',
      'page size     4096',
      '  ram#0  section 2, version 4, 2 parts',
      '    mach-virt.ram: 4096 MiB, 1048576 pages; 2 sent in full; 1 as zeros',
      '  0  on',
      '  1  off',
      '  env.xregs[3]: 1, 2, 3',
      '  power_state: 1 (off)',
      '  cpu/irq-line-state: { line 7 }',
    ]);
    expect(lines[0]).to.match(/: a migration stream of \d+ bytes$/);
    expect(lines.at(-1)).to.match(/^2 devices, described in \d+ bytes at \d+$/);
  });

  it('shortens what is long, and does not when all is wanted', async () => {
    const bytes = buildStream({
      devices: [
        device(
          { name: 'different', type: 'uint64', elements: counted(100, (i) => u64(i + 1000)) },
          { name: 'same', type: 'uint32', elements: counted(100, () => u32(7)) },
          { name: 'zeros', type: 'buffer', bytes: Buffer.alloc(64) },
          { name: 'buffer', type: 'buffer', bytes: Buffer.alloc(64, 0xab) },
          { name: 'text', type: 'buffer', bytes: Buffer.from('running'.padEnd(100, '\0')) },
        ),
      ],
    });
    const short = (await tree(bytes)).join('\n');
    expect(short).to.match(/different\[100\]:\n +0x3e8, 0x3e9, [^]* 0x40f, … 60 more\n/);
    expect(short).to.include('  same[100]: 7 (100 times)\n  zeros: 64 bytes of zeros\n');
    expect(short).to.include(`  buffer: ${'ab'.repeat(32)}… (64 bytes)\n  text: "running" (100 bytes)\n`);
    const full = (await tree(bytes, true)).join('\n');
    expect(full).to.match(/different\[100\]:\n +0x3e8, [^…]* 0x44b\n/);
    expect(full).to.include(`  buffer: ${'ab'.repeat(64)}\n`);
  });

  it('shows numbers by their kind', async () => {
    const lines = await tree(
      buildStream({
        devices: [
          device(
            { name: 'small', type: 'uint8', bytes: u8(9) },
            { name: 'large', type: 'uint8', bytes: u8(200) },
            { name: 'mask', type: 'uint32', bytes: u32(0xffff0000) },
            { name: 'negative', type: 'int32', bytes: u32(0xffffffff) },
            { name: 'address', type: 'uint64', bytes: u64(2 ** 40) },
            { name: 'idle', type: 'timer', bytes: Buffer.alloc(8, 0xff) },
            { name: 'armed', type: 'timer', bytes: u64(1500) },
            { name: 'flag', type: 'bool', bytes: u8(1) },
          ),
        ],
      }),
    );
    expect(lines).to.include.members([
      ...[
        '  small: 9',
        '  large: 200 (0xc8)',
        '  mask: 0xffff0000',
        '  negative: -1',
        '  address: 0x10000000000',
      ],
      ...['  idle: not armed', '  armed: 1500 ns', '  flag: true'],
    ]);
  });

  it('tells a stream that is damaged, and a device that is not described', async () => {
    const bytes = buildStream();
    const lines = await tree(bytes.subarray(0, bytes.indexOf('cpu/irq', bytes.indexOf('cpu/irq') + 1)));
    expect(lines[0]).to.match(/: a damaged migration stream, of which \d+ bytes can be read$/);
    expect(lines.join('\n')).to.match(
      /cpu#1 .*, cut\n {2}not described: .*\n\n2 devices until byte \d+, .*\n.*--described-by/,
    );
  });

  it("has no terminal's controls in it, whatever the stream's names", async () => {
    const bytes = buildStream({ machineType: 'virt\u001b[31m\u0007' });
    const text = (await tree(bytes)).join('');
    expect(text).not.to.include('\u001b').and.not.to.include('\u0007');
  });

  it('marks what differs by the side that has it', async () => {
    const a = files.save('a', buildStream({ devices: [armCpu(0, 0), armCpu(1, 1)] }));
    const extra = device({ name: 'f', type: 'uint8', bytes: u8(1) });
    const b = files.save('b', buildStream({ devices: [armCpu(0, 1), extra] }));
    const differences = compareStreams(await readStream(a), await readStream(b));
    expect(await all(differenceLines(differences, { full: false }))).to.deep.equal([
      '  cpu#0/power_state: 0 (on) -> 1 (off)',
      '- cpu#1: version 22, 53 bytes',
      '+ 0000:00:01.0/virtio-net#0: version 1, 1 bytes',
    ]);
  });

  it('counts the elements of an array that differ, when they are many', async () => {
    const stream = (value: number) =>
      buildStream({
        devices: [device({ name: 'a', type: 'uint32', elements: counted(100, () => u32(value)) })],
      });
    const read = async (name: string, value: number) => readStream(files.save(name, stream(value)));
    const differences = [...compareStreams(await read('a', 1), await read('b', 2))];
    const short = await all(differenceLines(differences, { full: false }));
    expect(short).to.have.length(33);
    expect(short.at(-1)).to.equal(
      '  0000:00:01.0/virtio-net#0/a: 68 more elements differ (--full shows them)',
    );
    expect(await all(differenceLines(differences, { full: true }))).to.have.length(100);
  });
});

describe('a migration stream in JSON', () => {
  it('has 64-bit integers as strings, buffers in hex, and everything that the stream has', async () => {
    using files = new StreamFiles();
    const stream = await files.parts(buildStream({ devices: [armCpu(1, 1)] }));
    const json: unknown = JSON.parse([...streamJson(stream)].join(''));
    expect(json).to.deep.include({
      ...{ machineType: 'virt-7.2', pageBytes: 4096, capabilities: [], damage: null },
      vcpus: [{ index: 1, powerState: 'off' }],
    });
    expect(json)
      .to.have.nested.property('devices[0].fields')
      .that.deep.equals({
        ...{ 'env.xregs': ['0x1', '0x2', '0x3'], power_state: 1 },
        'cpu/irq-line-state': { line: 7 },
      });
  });
});
