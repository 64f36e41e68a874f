import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { compareMemory, readStream, type StreamDifference } from '../../../../src/migration/stream/index.js';
import { blockList, buildStream, record, u16, u32, u8 } from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const name = 'ram';
const pageBytes = 4096;
const full = (page: number, fill: number) => [
  record(page * pageBytes, 0x08, name),
  Buffer.alloc(pageBytes, fill),
];
const zeros = (page: number) => [record(page * pageBytes, 0x02, name), u8(0)];
const compressed = (page: number, bytes: Buffer) => [
  record(page * pageBytes, 0x100, name),
  u32(bytes.length),
  bytes,
];
const changes = (page: number, bytes: readonly number[]) => [
  ...[record(page * pageBytes, 0x40, name), u8(1), u16(bytes.length), Buffer.from(bytes)],
];

describe("comparing guests' memory", () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  async function differences(...pages: readonly (readonly Buffer[])[]): Promise<StreamDifference[]> {
    const blocks = blockList({ name, bytes: 8 * pageBytes });
    const [a, b] = await Promise.all(
      pages.map(async (records, index) => {
        const stream = buildStream({ blocks, pages: Buffer.concat(records) });
        return readStream(files.save(String(index), stream), { memory: true });
      }),
    );
    const found: StreamDifference[] = [];
    if (a && b) for await (const difference of compareMemory(a, b)) found.push(difference);
    return found;
  }

  it('tells where it differs first, and how many pages behind that do', async () => {
    const a = [...full(0, 1), ...full(1, 2), ...full(2, 3), ...zeros(3), ...full(4, 5)];
    const b = [...full(0, 1), ...full(1, 9), ...zeros(2), ...zeros(3), ...full(4, 6)];
    expect((await differences(a, b)).map(({ path }) => path)).to.deep.equal([
      'memory/ram@0x1000 and 1 pages behind it',
      'memory/ram@0x4000',
    ]);
  });

  it('takes the last copy of a page, however it was sent', async () => {
    const page = Buffer.alloc(pageBytes, 7);
    page.fill(9, 100, 102);
    const a = [...full(0, 1), ...full(0, 7), ...changes(0, [100, 2, 9, 9]), ...full(1, 3), ...zeros(1)];
    const b = [...compressed(0, deflateSync(page)), ...zeros(1)];
    expect(await differences(a, b)).to.deep.equal([]);
    const other = [...full(0, 7), ...zeros(1)];
    expect(await differences(a, other)).to.deep.equal([
      {
        ...{ path: 'memory/ram@0x64', type: 'buffer' },
        first: Buffer.from('09090707070707070707070707070707', 'hex'),
        second: Buffer.alloc(16, 7),
      },
    ]);
  });

  it('says nothing of pages that one of them does not have', async () => {
    expect(await differences([...full(0, 1), ...full(1, 1)], [...full(1, 1)])).to.deep.equal([]);
  });

  for (const [what, records] of [
    ['changes that do not fit the page', [...full(0, 1), ...changes(0, [0xff, 0x1f, 5, 1, 2, 3, 4, 5])]],
    ['changes that end too early', [...full(0, 1), ...changes(0, [0, 9, 1])]],
    ['a compressed page that is none', compressed(0, Buffer.alloc(40, 1))],
    ['a compressed page that is larger than a page', compressed(0, deflateSync(Buffer.alloc(2 ** 20)))],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const error: unknown = await differences(records, full(0, 2)).catch((reason: unknown) => reason);
      expect(error).to.have.property('name', 'StreamFormatError');
    });
  }
});
