import fc from 'fast-check';
import { expect } from 'chai';
import {
  StreamFormatError,
  StreamNotSupportedError,
  vcpuPowerStates,
} from '../../../../src/migration/stream/index.js';
import {
  armCpu,
  buildStream,
  u32,
  u64,
  type DeviceSpec,
} from '../../../unit/migration/stream/build-stream.js';
import { StreamFiles } from '../../../unit/migration/stream/stream-files.js';

const good = buildStream();

describe('reading a migration stream', () => {
  let files: StreamFiles;
  before(() => (files = new StreamFiles()));
  after(() => files[Symbol.dispose]());

  /** Either devices whose every field can be decoded, or an error whose place lies within the file. */
  async function readsOrRefuses(stream: Uint8Array): Promise<void> {
    try {
      const read = await files.read(stream);
      for (const { state } of read.devices) expect(state.value).to.be.an('object');
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
    for (let length = 0; length < good.length; length += length < 200 || length > 8500 ? 1 : 97) {
      expect(await files.refusal(good.subarray(0, length))).to.be.instanceOf(StreamFormatError);
    }
  });

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
