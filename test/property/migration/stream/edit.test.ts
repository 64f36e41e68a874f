import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  compareMemory,
  compareStreams,
  editStream,
  readStream,
  type StreamDifference,
  type StreamEdit,
} from '../../../../src/migration/stream/index.js';
import {
  armCpu,
  blockList,
  buildStream,
  capabilities,
  page,
  ramBlock,
  record,
  u16,
  u32,
  u64,
  u8,
  type DeviceSpec,
  type StreamSpec,
} from '../../../unit/migration/stream/build-stream.js';
import { StreamFiles } from '../../../unit/migration/stream/stream-files.js';

const pageBytes = 4096;
/** Few pages: every one is compared. */
const blocks = blockList({ name: ramBlock.name, bytes: 64 * pageBytes });

describe('editing a migration stream, whatever is in it', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  /** What differs between a stream and its edited copy, its memory too. */
  async function changes(spec: StreamSpec, ...edits: StreamEdit[]): Promise<StreamDifference[]> {
    const [from, to] = [files.save('from', buildStream({ blocks, ...spec })), join(files.folder, 'to')];
    await editStream(from, to, edits);
    const [a, b] = [await readStream(from, { memory: true }), await readStream(to, { memory: true })];
    if (b.damage) throw b.damage;
    return [...compareStreams(a, b), ...(await collected(compareMemory(a, b)))];
  }

  it('changes one field, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 2 }),
        fc.nat({ max: 2 }),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        async (instance, register, to) => {
          const devices = [armCpu(0, 0), armCpu(1, 1), armCpu(2, 0)];
          const field = ['env.xregs', register];
          const found = await changes({ devices }, { edit: 'set', device: 'cpu', instance, field, to });
          const first = register === 0 ? BigInt(instance) : BigInt(register + 1);
          const change = {
            path: `cpu#${instance}/env.xregs[${register}]`,
            type: 'uint64',
            first,
            second: to,
          };
          expect(found).to.deep.equal(first === to ? [] : [change]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('takes out one device with its description, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 3 }), fc.boolean(), async (instance, plain) => {
        const devices = [0, 1, 2, 3].map((vcpu) => armCpu(vcpu, 0));
        const found = await changes(
          { devices, ...(plain && { withoutFooters: true }) },
          { edit: 'remove', device: 'cpu', instance },
        );
        expect(found.map(({ path, second }) => ({ path, second }))).to.deep.equal([
          { path: `cpu#${instance}`, second: undefined },
        ]);
      }),
      { numRuns: 20 },
    );
  });

  it('changes one page, however the stream has it, and no other', async () => {
    const pages = Buffer.concat([
      ...[record(0, 0x02, ramBlock.name), u8(0), page(pageBytes), page(2 * pageBytes)],
      // What was sent in full and then changed: 16 bytes that stay, two others, and a page that is sent deflated.
      ...[record(2 * pageBytes, 0x60), u8(1), u16(4), Buffer.from([16, 2, 7, 7])],
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 255 }), async (number, fill) => {
        const to = Buffer.alloc(pageBytes, fill);
        const found = await changes({ pages }, { edit: 'set-page', block: ramBlock.name, page: number, to });
        const inMemory = found.filter(({ path }) => path.startsWith('memory/'));
        expect(inMemory).to.have.length(number === 1 && fill === 0xaa ? 0 : 1);
        for (const { path, second } of inMemory) {
          expect(path).to.match(/^memory\/mach-virt\.ram@0x[0-9a-f]+$/);
          expect(Math.floor(Number(path.split('@')[1]) / pageBytes)).to.equal(number);
          expect(second).to.deep.equal(to.subarray(0, 16));
        }
        // One that was sent as something else is sent once more.
        const others = found.filter(({ path }) => !path.startsWith('memory/'));
        expect(others.map(({ path }) => path)).to.deep.equal(
          number === 1 ? [] : ['ram/mach-virt.ram/full pages'],
        );
      }),
      { numRuns: 30 },
    );
  });

  it('leaves a stream as it is, byte by byte, when nothing is to be changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 6 }), async (states) => {
        const devices = states.map((state, vcpu) => armCpu(vcpu, state));
        const from = files.save('from', buildStream({ devices }));
        await editStream(from, join(files.folder, 'to'), []);
        expect(readFileSync(join(files.folder, 'to')).equals(readFileSync(from))).to.equal(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('editing a migration stream', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());
  const cpu1 = { device: 'cpu', instance: 1 } as const;

  async function edited(stream: Buffer, ...edits: StreamEdit[]) {
    const [from, to] = [files.save('from', stream), join(files.folder, 'to')];
    await editStream(from, to, edits);
    const [before, after] = [await readStream(from), await readStream(to, { memory: true })];
    return { after, changes: [...compareStreams(before, after)] };
  }

  it('takes out a subsection, and the description knows', async () => {
    const { after, changes } = await edited(buildStream({ blocks }), {
      edit: 'remove-subsection',
      ...cpu1,
      subsection: ['cpu/irq-line-state'],
    });
    expect(after.damage).to.equal(undefined);
    expect(changes.map(({ path }) => path)).to.deep.equal(['cpu#1/cpu/irq-line-state']);
  });

  it('sets a system register by its name', async () => {
    const control = 0x6030_0000_0013_df19n;
    const device: DeviceSpec = {
      ...armCpu(1, 0),
      fields: [
        { name: 'cpreg_vmstate_indexes', type: 'uint64', elements: [hex(control)] },
        { name: 'cpreg_vmstate_values', type: 'uint64', elements: [u64(5)] },
      ],
    };
    const { changes } = await edited(buildStream({ blocks, devices: [device] }), {
      ...{ edit: 'set-register', ...cpu1, register: 'CNTV_CTL_EL0', to: 0n },
    });
    expect(changes.map(({ path, second }) => ({ path, second }))).to.deep.equal([
      { path: 'cpu#1/CNTV_CTL_EL0', second: 0n },
    ]);
  });

  it('cuts it properly in front of a device, or tears it there or inside', async () => {
    const proper = await edited(buildStream({ blocks }), { edit: 'cut', ...cpu1, at: 'before' });
    expect(proper.after.damage).to.equal(undefined);
    expect(proper.after.devices).to.have.length(1);
    for (const at of ['torn before', 'torn inside'] as const) {
      const { after } = await edited(buildStream({ blocks }), { edit: 'cut', ...cpu1, at });
      expect(after.damage?.message, at).to.contain("the file's end");
    }
  });

  it('gives a page of a mapped file its place in it, and its bit', async () => {
    const mapped = mappedStream();
    const { after } = await edited(
      mapped,
      { edit: 'set-page', block: 'small', page: 3, to: Buffer.alloc(pageBytes, 7) },
      { edit: 'set-page', block: 'small', page: 1, to: Buffer.alloc(pageBytes, 9) },
    );
    expect(after.damage).to.equal(undefined);
    expect(after.ramBlocks.get('small')?.mapped?.pages).to.equal(3);
    const before = await readStream(files.save('from', mapped), { memory: true });
    const found = await collected(compareMemory(before, after));
    expect(found.map(({ path }) => path)).to.deep.equal(['memory/small@0x1000', 'memory/small@0x3000']);
  });

  it('refuses what the stream does not have, and what does not fit, by name', async () => {
    const refusals: [StreamEdit, string][] = [
      [
        { edit: 'set', ...cpu1, field: ['nothing'], to: 0 },
        'cpu#1 in the migration stream has no field nothing',
      ],
      [{ edit: 'set', device: 'gpu', field: ['x'], to: 0 }, 'has no device gpu#0'],
      [{ edit: 'set', ...cpu1, field: ['power_state'], to: 256 }, 'cannot hold 256'],
      [{ edit: 'set-page', block: 'none', page: 0, to: 'zeros' }, 'no RAM block none'],
      [{ edit: 'remove-subsection', ...cpu1, subsection: ['power_state'] }, 'no subsection power_state'],
    ];
    for (const [edit, message] of refusals) {
      const error = await edited(buildStream({ blocks }), edit).then(
        () => 'it was done',
        (reason: unknown) => (reason as Error).message,
      );
      expect(error).to.contain(message);
    }
  });
});

async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of all) list.push(one);
  return list;
}

const hex = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(16, '0'), 'hex');

/** A block of four pages of which the first is there. */
function mappedStream(): Buffer {
  const header = (bitmap: number, pages: number) =>
    Buffer.concat([u32(1), u64(pageBytes), u64(bitmap), u64(pages)]);
  const build = (bitmapOffset: number, pagesOffset: number) => {
    const details = Buffer.concat([
      ...[header(bitmapOffset, pagesOffset), Buffer.from([1, 0, 0, 0, 0, 0, 0, 0])],
      ...[Buffer.alloc(pageBytes, 5), Buffer.alloc(3 * pageBytes)],
    ]);
    const small = blockList({ name: 'small', bytes: 4 * pageBytes, details });
    return buildStream({ configuration: capabilities('mapped-ram'), blocks: small, pages: Buffer.alloc(0) });
  };
  const marker = build(0x1234_5678, 0).indexOf(u64(0x1234_5678));
  const bitmap = marker + 16;
  return build(bitmap, bitmap + 8);
}
