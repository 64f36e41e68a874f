import { truncateSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'chai';
import {
  compareStreams,
  readStream,
  StreamFormatError,
  StreamNotSupportedError,
  vcpuPowerStates,
  type MigrationStream,
} from '../../../../src/migration/stream/index.js';
import {
  armCpu,
  buildStream,
  command,
  named,
  page,
  ramBlock,
  record,
  u16,
  u32,
  u64,
  u8,
  wholeSection,
  type DeviceSpec,
} from '../../../unit/migration/stream/build-stream.js';
import { differencesJson, streamJson, streamTree } from '../../../../src/report/migration-stream/index.js';
import { StreamFiles } from '../../../unit/migration/stream/stream-files.js';

/** As many forms of RAM and sections as one stream can have. */
const good = buildStream({
  pages: Buffer.concat([
    ...[
      record(0, 0x02, ramBlock.name),
      u8(0),
      page(4096),
      record(0x2000, 0x60),
      u8(1),
      u16(5),
      Buffer.alloc(5),
    ],
    ...[record(0x4000, 0x120), u32(30), Buffer.alloc(30), u64(0x200)],
  ]),
  sections: Buffer.concat([
    ...[command(1), command(3, Buffer.alloc(16)), command(7, u32(99)), command(6, Buffer.alloc(7))],
    ...[wholeSection(5, 'block', Buffer.concat([u64(0x09), named('d'), u64(0x02)]))],
    wholeSection(6, 'dirty-bitmap', Buffer.concat([u8(0x18), named('n'), u32(1), u8(1), u8(0x01)])),
  ]),
});

describe('reading a migration stream', () => {
  let files: StreamFiles;
  let whole: MigrationStream;
  before(async () => {
    files = new StreamFiles();
    whole = await files.read(good);
  });
  after(() => files[Symbol.dispose]());

  /** What was read can be decoded and printed, and what is wrong has its place within the file. */
  async function readsOrRefuses(stream: Uint8Array): Promise<void> {
    try {
      const read = await files.parts(stream);
      for (const { state } of read.devices) expect(state.value).not.to.equal(undefined);
      expect([...streamTree(read, { full: true }), ...streamTree(read, { full: false })]).not.to.be.empty;
      JSON.parse([...streamJson(read)].join(''));
      let json = '';
      for await (const text of differencesJson(compareStreams(read, whole))) json += text;
      JSON.parse(json);
      if (read.damage) throw read.damage;
      vcpuPowerStates(read);
    } catch (error) {
      if (!(error instanceof StreamFormatError) && !(error instanceof StreamNotSupportedError)) throw error;
      expect(error.offset).to.be.within(0, stream.length);
    }
  }

  it('survives any bytes', () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), readsOrRefuses), { numRuns: 200 }));

  it('survives any bytes behind a good beginning, and any JSON at the end', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.json(), (bytes, json) =>
        readsOrRefuses(
          Buffer.concat([
            good.subarray(0, 67),
            bytes,
            Buffer.from([0, 6]),
            u32(Buffer.byteLength(json)),
            Buffer.from(json),
          ]),
        ),
      ),
      { numRuns: 200 },
    ));

  it('refuses a stream that is cut anywhere', async () => {
    const endOfSections = good.indexOf('{"page_size"') - 5;
    const [pages, devices] = [good.indexOf(Buffer.alloc(4096, 0xaa)), good.indexOf(named('dirty-bitmap'))];
    for (let length = 0; length < good.length; length += length > pages && length < devices ? 97 : 1) {
      const error = await files.refusal(good.subarray(0, length));
      // Whether a description should follow, nothing tells.
      const kind = length === endOfSections ? StreamNotSupportedError : StreamFormatError;
      expect(error, `cut at ${length}`).to.be.instanceOf(kind);
      await readsOrRefuses(good.subarray(0, length));
    }
  }).timeout(60_000);

  it('reads no further than it must into a file of any size', async () => {
    const path = files.save('large', good.subarray(0, good.indexOf(named('dirty-bitmap')) + 40));
    truncateSync(path, 2 ** 42);
    expect((await readStream(path)).damage).to.be.instanceOf(StreamFormatError);
    const nothing = files.save('nothing', Buffer.alloc(0));
    truncateSync(nothing, 2 ** 42);
    expect(await readStream(nothing).catch((e: unknown) => e)).to.be.instanceOf(StreamFormatError);
  }).timeout(60_000);

  it('survives bytes changed, lost and doubled anywhere', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.constantFrom('set', 'lose', 'double'), fc.nat(255)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (changes) => {
          let stream = Buffer.from(good);
          for (const [at, change, value] of changes) {
            if (change === 'set') stream[at % stream.length] = value;
            else {
              const rest = stream.subarray(change === 'lose' ? at + 1 : at);
              stream = Buffer.concat([stream.subarray(0, change === 'lose' ? at : at + 1), rest]);
            }
          }
          await readsOrRefuses(stream);
        },
      ),
      { numRuns: 500 },
    ));

  it('survives a description that says anything about a device', () =>
    fc.assert(
      fc.asyncProperty(anyDescription, (device) =>
        readsOrRefuses(
          buildStream({ describe: (d) => ({ ...d, devices: [device, ...d.devices.slice(1)] }) }),
        ),
      ),
      { numRuns: 300 },
    ));

  it('gives back what was saved', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 9 }),
        fc.bigInt(0n, 2n ** 53n),
        async (states, n) => {
          const timer: DeviceSpec = {
            ...{ name: 'timer', instanceId: 0, version: 2 },
            fields: [{ name: 'ticks', type: 'uint64', bytes: u64(Number(n)) }],
          };
          const read = await files.read(
            buildStream({ devices: [timer, ...states.map((s, i) => armCpu(i, s))] }),
          );
          expect(read.devices[0]?.field('ticks')?.value).to.equal(n);
          expect([...vcpuPowerStates(read)]).to.deep.equal(
            states.map((state, vcpu) => [vcpu, ['on', 'off', 'on-pending'][state]]),
          );
        },
      ),
      { numRuns: 50 },
    ));
});

const size = fc.oneof(fc.nat(64), fc.maxSafeNat(), fc.double(), fc.integer(), fc.constant(undefined));
const { struct: anyStruct } = fc.letrec((tie) => ({
  struct: fc.record(
    {
      fields: fc.array(tie('field'), { maxLength: 4 }),
      subsections: fc.array(
        fc.record({
          vmsd_name: fc.string(),
          version: size,
          fields: fc.array(tie('field'), { maxLength: 2 }),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['fields'] },
  ),
  field: fc.record(
    {
      name: fc.constantFrom('a', 'b', '__proto__', 'power_state'),
      type: fc.constantFrom('uint8', 'uint64', 'bool', 'struct', 'buffer'),
      size,
      array_len: size,
      struct: fc.option(tie('struct'), { depthSize: 'small' }),
    },
    { requiredKeys: ['name', 'type', 'size'] },
  ),
}));
const anyDescription = anyStruct.map((struct) => ({
  ...(struct as object),
  ...{ name: 'cpu', instance_id: 0, version: 22 },
}));
