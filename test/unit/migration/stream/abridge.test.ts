import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import {
  abridgedStream,
  isWholeWithDevices,
  vcpuPowerStates,
} from '../../../../src/migration/stream/index.js';
import { armCpu, buildStream, named, page, record, ramBlock, u32, u8 } from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const endsOf = (stream: Buffer, tailBytes: number) => ({
  path: 'far away',
  head: stream.subarray(0, 200),
  tail: stream.subarray(-tailBytes),
});

describe('a stream without its memory', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  const pages = Buffer.concat([record(0, 0x8, ramBlock.name), Buffer.alloc(4096, 1), page(4096), page(8192)]);

  it('has the devices of the whole, out of its two ends', async () => {
    const stream = buildStream({ pages });
    const devices = await abridgedStream(endsOf(stream, 5000));
    expect(devices?.length).to.be.lessThan(stream.length - 3 * 4096);
    const path = files.save('devices', devices ?? Buffer.alloc(0));
    expect(await isWholeWithDevices(path)).to.equal(true);
    expect([...vcpuPowerStates(await files.read(readFileSync(path)))]).to.deep.equal([
      [0, 'on'],
      [1, 'off'],
    ]);
  });

  it('is not to be had where they do not begin within its end', async () => {
    const devices = Array.from({ length: 40 }, (_, vcpu) => armCpu(vcpu, 0));
    const stream = buildStream({ pages, devices });
    const { length = 0 } = (await abridgedStream(endsOf(stream, stream.length))) ?? {};
    expect(await abridgedStream(endsOf(stream, length - 300))).to.equal(undefined);
  });

  it('is not to be had of what is no stream, or does not describe its devices', async () => {
    expect(await abridgedStream(endsOf(buildStream({ pages, undescribed: true }), 5000))).to.equal(undefined);
    expect(await abridgedStream(endsOf(Buffer.alloc(9000), 5000))).to.equal(undefined);
    expect(await abridgedStream(endsOf(Buffer.concat([Buffer.alloc(100), buildStream()]), 5000))).to.equal(
      undefined,
    );
  });

  it('is found out when a page of the guest only looks like the first device', async () => {
    const lookalike = Buffer.concat([u8(4), u32(10), named('cpu'), u32(0), u32(22)]);
    const filled = Buffer.concat([record(4096, 0x28), lookalike, Buffer.alloc(4096 - lookalike.length)]);
    const stream = buildStream({ pages: Buffer.concat([pages.subarray(0, -4104), filled]) });
    const wrong = await abridgedStream(endsOf(stream, stream.length));
    expect(await isWholeWithDevices(files.save('devices', wrong ?? Buffer.alloc(0)))).to.equal(false);
  });
});
