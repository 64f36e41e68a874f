import { expect } from 'chai';
import { StreamFormatError, StreamNotSupportedError } from '../../../../src/migration/stream/index.js';
import * as build from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const { buildStream, footer, named, ramBlock, record, subsection, u16, u32, u8 } = build;

/** A stream with some bytes replaced by as many others, each time they occur behind `from`. */
function damaged(stream: Buffer, bytes: Buffer, by: Buffer, from = 0): Buffer {
  const at = stream.indexOf(bytes, from);
  expect(at, 'the bytes to damage').to.be.at.least(0);
  return Buffer.concat([stream.subarray(0, at), by, stream.subarray(at + bytes.length)]);
}

const good = buildStream();
const firstDevice = good.indexOf(Buffer.concat([u8(4), u32(10), named('cpu')]));

/** Says in the description that the first field of the first device has so many bytes. */
const firstFieldHas = (size: number) =>
  buildStream({
    describe: ({ devices, ...rest }) => {
      const [field] = devices[0]?.fields ?? [];
      if (field) field.size = size;
      return { ...rest, devices };
    },
  });

const wrong: [string, Buffer, RegExp][] = [
  ['an empty file', Buffer.alloc(0), /byte 0 .*8 bytes of a migration stream, found the file's end after 0/],
  ['something else', Buffer.from('#!/bin/sh\necho\n'), /byte 0 .*"QEVM"/],
  ['another version', damaged(good, u32(3), u32(2)), /byte 4 .*expected format version 3, found 2/],
  ['no configuration', damaged(good, u8(7), u8(1), 8), /in section \d+: expected a section's name/],
  ['a machine type without end', damaged(good, u32(8), u32(1e6)), /length of a machine type, found 1000000/],
  ['a page size of its own', buildStream({ configuration: build.targetPageBits(16) }), /page size of 65536/],
  [
    'half a description',
    good.subarray(0, good.length - 9),
    /in the description of the devices: .*the rest of it/,
  ],
  [
    'a description that is no JSON',
    damaged(good, Buffer.from('{"page'), Buffer.from('["page')),
    /expected JSON/,
  ],
  [
    'a description without devices',
    buildStream({ describe: () => ({ page_size: 4096 }) }),
    /in the description of the devices: expected a list for the devices/,
  ],
  ['a page size that is none', buildStream({ describe: (d) => ({ ...d, page_size: 4097 }) }), /found 4097/],
  ['a size that is none', firstFieldHas(-1), /whole number for the size of cpu\/env.xregs, found -1/],
  [
    'a device larger than the stream',
    firstFieldHas(2 ** 26),
    /bytes of the state of cpu, found the file's end/,
  ],
  ['fewer bytes than described', firstFieldHas(9), /subsection cpu\/irq-line-state/],
  [
    'a footer of another section',
    damaged(good, footer(10), footer(11)),
    /expected the footer of section 10.* 11/,
  ],
  [
    'a damaged subsection',
    damaged(good, Buffer.from('cpu/irq'), Buffer.from('cpu/irr'), firstDevice),
    /irq-line-state.*found/,
  ],
  [
    'another device',
    damaged(good, named('cpu'), named('cpv'), firstDevice),
    /device cpu 0 version 22, found cpv/,
  ],
  [
    'a device too few',
    buildStream({ describe: (d) => ({ ...d, devices: d.devices.slice(1) }) }),
    /device cpu 1/,
  ],
  [
    'a device too many',
    buildStream({ describe: (d) => ({ ...d, devices: [...d.devices, d.devices[0]] }) }),
    /expected the device cpu 0, found the end/,
  ],
  [
    'a struct whose fields are more than itself',
    buildStream({
      describe: (d) => ({
        ...d,
        devices: [
          { ...d.devices[0], fields: [{ name: 's', type: 'struct', size: 3, struct: { fields: [] } }] },
        ],
      }),
    }),
    /3 bytes in all fields of cpu\/s, found 0/,
  ],
  ['structs without end', buildStream({ describe: bottomless }), /at most 64 structs/],
  ['a section of no kind', buildStream({ sections: u8(9) }), /expected a section, found type 0x9/],
  [
    'a section never begun',
    buildStream({ sections: Buffer.concat([u8(2), u32(5)]) }),
    /that was begun, found 5/,
  ],
  ['RAM of no block', buildStream({ pages: record(0, 0x08, 'pc.ram') }), /known RAM block, found "pc.ram"/],
  [
    'RAM behind its block',
    buildStream({ pages: record(2 ** 40, 0x08, ramBlock.name) }),
    /found 1099511627776/,
  ],
  ['a RAM record of two kinds', buildStream({ pages: record(0, 0x0a, ramBlock.name) }), /flags .*found 0xa/],
];

const configured = (name: string, state: Buffer) =>
  buildStream({ configuration: subsection(name, 1, state) });

const notSupported: [string, Buffer, RegExp][] = [
  [
    'no description of its devices',
    good.subarray(0, good.lastIndexOf(u8(6))),
    /devices without a description .*suppress-vmdesc/,
  ],
  ['RDMA', buildStream({ pages: record(0, 0x80) }), /does not read RDMA/],
  [
    'a command that is not known',
    buildStream({ sections: Buffer.concat([u8(8), u16(12), u16(0)]) }),
    /does not read migration command 12/,
  ],
  [
    'other devices that are saved in parts',
    buildStream({ sections: Buffer.concat([u8(1), u32(3), named('vfio'), u32(0), u32(1)]) }),
    /vfio version 1, saved in parts/,
  ],
  [
    'an unknown part of the configuration',
    configured('configuration/new', u32(0)),
    /"configuration\/new", version 1/,
  ],
];

function bottomless({ devices: [cpu], ...rest }: build.Description) {
  let fields: object[] = [];
  for (let i = 0; i < 500; i++) fields = [{ name: 's', type: 'struct', size: 0, struct: { fields } }];
  return { ...rest, devices: [{ ...cpu, fields }] };
}

describe('a migration stream that is wrong', () => {
  let files: StreamFiles;
  before(() => (files = new StreamFiles()));
  after(() => files[Symbol.dispose]());

  for (const [what, stream, message] of wrong) {
    it(`is refused for ${what}`, async () => {
      const error = await files.refusal(stream);
      expect(error).to.be.instanceOf(StreamFormatError);
      expect(error.message).to.match(message).and.include(files.path);
    });
  }

  for (const [what, stream, message] of notSupported) {
    it(`is told from one that uses ${what}`, async () => {
      const error = await files.refusal(stream);
      expect(error).to.be.instanceOf(StreamNotSupportedError);
      expect(error.message).to.match(message);
    });
  }
});
