import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import {
  readStream,
  StreamFormatError,
  vcpuPowerStates,
  type MigrationStream,
} from '../../../../src/migration/stream/index.js';
import * as build from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const { buildStream, record, ramBlock, u16, u32, u64, u8, named, footer, command, wholeSection } = build;

/** Its devices were read, and nothing is wrong with it. */
function expectWhole(stream: MigrationStream): void {
  expect(stream.damage?.message).to.equal(undefined);
  expect([...vcpuPowerStates(stream).values()]).to.deep.equal(['on', 'off']);
}

describe('the forms of a migration stream', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  const sent = (stream: MigrationStream) => stream.ramBlocks.get(ramBlock.name)?.sent;

  it('pages in full, of zeros, XBZRLE and compressed: counted', async () => {
    const pages = Buffer.concat([
      ...[record(0, 0x02, ramBlock.name), u8(0), build.page(0x1000), record(0x2000, 0x22), u8(0)],
      ...[record(0x3000, 0x60), u8(1), u16(5), Buffer.alloc(5)],
      ...[record(0x4000, 0x120), u32(300), Buffer.alloc(300)],
    ]);
    const stream = await files.read(buildStream({ pages }));
    expectWhole(stream);
    expect(sent(stream)).to.deep.equal({
      ...{ full: 1, zero: 2, xbzrle: 1, xbzrleBytes: 5, compressed: 1, compressedBytes: 300 },
    });
  });

  it('the main channel of multifd: it says that there is RAM elsewhere', async () => {
    const stream = await files.read(buildStream({ pages: Buffer.concat([u64(0x200), u64(0x200)]) }));
    expectWhole(stream);
    expect(stream.multifdFlushes).to.equal(2);
  });

  it('mapped-ram: pages are counted by their bitmap, and are jumped over', async () => {
    const configuration = Buffer.concat([build.targetPageBits(12), build.capabilities('mapped-ram')]);
    const bytes = 70 * 4096;
    const name = 'ram';
    const header = (bitmap: number, pages: number) =>
      Buffer.concat([u32(1), u64(4096), u64(bitmap), u64(pages)]);
    const blocks = (details: Buffer) => build.blockList({ name, bytes, details });
    const probe = buildStream({
      configuration,
      blocks: blocks(header(0x1111, 0x2222)),
      pages: Buffer.alloc(0),
    });
    const bitmapAt = probe.indexOf(header(0x1111, 0x2222)) + 28;
    const pagesAt = 2 ** 20;
    const gap = Buffer.alloc(pagesAt - bitmapAt + bytes);
    gap.set([0xff, 0x01], 0);
    gap[8] = 0x20;
    const details = Buffer.concat([header(bitmapAt, pagesAt), gap]);
    const stream = await files.read(
      buildStream({ configuration, blocks: blocks(details), pages: Buffer.alloc(0) }),
    );
    expectWhole(stream);
    expect(stream.configuration?.capabilities).to.deep.equal(['mapped-ram']);
    expect(stream.ramBlocks.get(name)?.mapped).to.deep.equal({
      ...{ bitmapOffset: bitmapAt, pagesOffset: pagesAt, pages: 10 },
    });
  });

  it('x-ignore-shared: each block has its address', async () => {
    const configuration = Buffer.concat([build.targetPageBits(12), build.capabilities('x-ignore-shared')]);
    const blocks = build.blockList({ ...ramBlock, details: u64(0x4000_0000) });
    const stream = await files.read(buildStream({ configuration, blocks }));
    expectWhole(stream);
    expect(stream.ramBlocks.get(ramBlock.name)?.address).to.equal(0x4000_0000);
  });

  it('postcopy with huge pages: a block may have their size', async () => {
    const blocks = build.blockList(
      { name: 'huge', bytes: 2 ** 22, details: u64(2 ** 21) },
      { ...ramBlock },
      { name: 'last', bytes: 2 ** 21, details: u64(2 ** 21) },
    );
    const bytes = buildStream({ blocks });
    const advise = command(3, Buffer.concat([u64(0x201000), u64(4096)]));
    const start = bytes.indexOf(Buffer.concat([u8(1), u32(2), named('ram')]));
    const stream = await files.read(Buffer.concat([bytes.subarray(0, start), advise, bytes.subarray(start)]));
    expectWhole(stream);
    expect([...stream.ramBlocks.values()].map(({ hostPageBytes }) => hostPageBytes)).to.deep.equal([
      ...[2 ** 21, undefined, 2 ** 21],
    ]);
  });

  it('postcopy: devices in a package, RAM after them, and no description', async () => {
    const sections = Buffer.concat([
      ...[
        command(1),
        command(2, u32(1)),
        command(6, Buffer.concat([u8(0), named('ram'), u8(0), u64(0), u64(1)])),
      ],
      ...[command(7, u32(1234)), command(4)],
    ]);
    const bytes = buildStream({ sections, undescribed: true });
    const stream = await files.parts(
      Buffer.concat([bytes.subarray(0, -1), command(5), u8(2), u32(2), u64(0x10), footer(2), u8(0)]),
    );
    expect(stream.damage).to.equal(undefined);
    expect(
      stream.commands.map(({ name, details }) => (details ? `${name}: ${details}` : name)),
    ).to.deep.equal([
      ...['open-return-path', 'ping: 1', 'postcopy-ram-discard: ram, 1 ranges'],
      ...['packaged: 1234 bytes of sections', 'postcopy-listen', 'postcopy-run'],
    ]);
    expect(stream.devices.map(({ name, state }) => [name, state.type, state.bytes.length])).to.deep.equal([
      ['cpu', 'unknown', 53],
      ['cpu', 'unknown', 53],
    ]);
  });

  it('no description: another stream of the machine has it', async () => {
    const described = files.save('described', buildStream());
    const bytes = buildStream({ undescribed: true, devices: [build.armCpu(0, 1), build.armCpu(1, 0)] });
    const stream = await readStream(files.save('undescribed', bytes), { describedBy: described });
    expect([...vcpuPowerStates(stream).values()]).to.deep.equal(['off', 'on']);
    const shorter = { ...build.armCpu(0, 1), subsections: [] };
    const other = files.save('other', buildStream({ undescribed: true, devices: [shorter] }));
    expect((await readStream(other, { describedBy: described })).devices[0]?.state.type).to.equal('unknown');
  });

  it('machine types without configuration and without footers', async () => {
    const stream = await files.read(buildStream({ configuration: null, withoutFooters: true }));
    expectWhole(stream);
    expect(stream.configuration).to.equal(undefined);
  });

  it('small pages, though nothing says so any more', async () => {
    const small = (page: number) =>
      Buffer.concat([record(page * 1024, 0x08, ramBlock.name), Buffer.alloc(1024, 3)]);
    const pages = Buffer.concat([small(0), small(1), record(2048, 0x02, ramBlock.name), u8(0)]);
    const stream = await files.parts(
      buildStream({
        configuration: Buffer.alloc(0),
        pages,
        undescribed: true,
        devices: [{ ...build.armCpu(0, 0), name: 'a b' }],
      }),
    );
    expect(stream.damage).to.equal(undefined);
    expect(stream.pageBytes).to.equal(1024);
    expect(sent(stream)).to.include({ full: 2, zero: 1 });
    expect(stream.devices.map(({ name }) => name)).to.deep.equal(['a b']);
  });

  it('disks: blocks, and dirty bitmaps', async () => {
    const blocks = Buffer.concat([
      ...[u64(0x01), named('d'), Buffer.alloc(2 ** 20), u64(0x200 + 0x09), named('d')],
      ...[u64(0x204), u64(0x02)],
    ]);
    const bitmaps = Buffer.concat([
      ...[u8(0x1c), named('node'), named('bitmap'), u32(65536), u8(1)],
      ...[u8(0x42), u64(0), u32(8), u8(0x40), u64(0), u32(8), u64(3), Buffer.alloc(3)],
      ...[u8(0x20), u8(0x01)],
    ]);
    const sections = Buffer.concat([
      wholeSection(5, 'block', blocks),
      wholeSection(6, 'dirty-bitmap', bitmaps),
    ]);
    const stream = await files.read(buildStream({ sections }));
    expectWhole(stream);
    expect(stream.sections.map(({ name }) => name)).to.deep.equal(['ram', 'block', 'dirty-bitmap']);
  });

  it('a UUID', async () => {
    const uuid = build.subsection(
      'configuration/uuid',
      1,
      Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
    );
    const stream = await files.read(buildStream({ configuration: uuid }));
    expect(stream.configuration?.uuid).to.equal('00112233-4455-6677-8899-aabbccddeeff');
  });

  it('behind something else: at an offset, in a libvirt save image', async () => {
    const padded = Buffer.concat([Buffer.alloc(5000), buildStream()]);
    const found = await files.read(padded);
    expectWhole(found);
    expect(found.begin).to.equal(5000);
    expectWhole(await readStream(files.save('padded', padded), { offset: 5000 }));
    const header = Buffer.alloc(92);
    header.write('LibvirtQemudSave');
    header.writeUInt32LE(2, 16);
    header.writeUInt32LE(20, 20);
    const image = await files.read(Buffer.concat([header, Buffer.alloc(20, '<domain/>'), buildStream()]));
    expectWhole(image);
    expect(image).to.include({ begin: 112, container: 'a libvirt save image, version 2' });
  });

  it('followed by something: the description is found all the same', async () => {
    const stream = buildStream();
    const read = await files.read(Buffer.concat([stream, Buffer.alloc(3000)]));
    expectWhole(read);
    expect(read.end).to.equal(stream.length);
  });

  const others: [string, Buffer, RegExp][] = [
    ['text', Buffer.from('#!/bin/sh\necho hello\n'), /found text$/],
    ['a compressed file', gzipSync(buildStream()), /found a file compressed by gzip: decompress it first/],
    ['a qcow2 image', qcow2(), /found a qcow2 disk image without a snapshot of a VM$/],
    [
      'a channel of multifd',
      Buffer.concat([u32(0x11223344), u32(1), Buffer.alloc(64)]),
      /one multifd channel/,
    ],
    ['a core dump', Buffer.concat([Buffer.from('7f454c4602', 'hex'), Buffer.alloc(64)]), /found an ELF file/],
    ['random bytes', Buffer.from('0123456789abcdef'.repeat(3), 'hex'), /found something else$/],
    ['a libvirt image that is compressed', libvirtWith(3), /compressed by xz$/],
  ];
  for (const [what, bytes, message] of others) {
    it(`${what}: said to be that`, async () => {
      const error: unknown = await files.parts(bytes).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(StreamFormatError).with.property('message').that.matches(message);
    });
  }
});

function qcow2(): Buffer {
  const header = Buffer.alloc(512);
  header.write('QFI\xfb', 'latin1');
  header.writeUInt32BE(3, 4);
  header.writeUInt32BE(16, 20);
  return header;
}

function libvirtWith(compression: number): Buffer {
  const header = Buffer.alloc(120);
  header.write('LibvirtQemudSave');
  header.writeUInt32LE(2, 16);
  header.writeUInt32LE(compression, 28);
  return header;
}
