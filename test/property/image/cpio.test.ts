import { expect } from 'chai';
import fc from 'fast-check';
import { writeCpio, type CpioEntry } from '../../../src/image/cpio.js';

interface Member {
  readonly name: string;
  readonly mode: number;
  readonly device: readonly [number, number];
  readonly data: Buffer;
}

/** Reads "newc" as Documentation/driver-api/early-userspace/buffer-format.rst has it. */
function readCpio(archive: Buffer): Member[] {
  const members: Member[] = [];
  for (let at = 0; ;) {
    expect(at % 4, 'a header begins at a multiple of four').to.equal(0);
    expect(archive.toString('latin1', at, at + 6)).to.equal('070701');
    const field = (index: number) =>
      parseInt(archive.toString('latin1', at + 6 + 8 * index, at + 14 + 8 * index), 16);
    const nameEnd = at + 110 + field(11);
    const name = archive.toString('utf8', at + 110, nameEnd - 1);
    const dataAt = (nameEnd + 3) & ~3;
    const end = dataAt + field(6);
    if (name === 'TRAILER!!!') {
      expect((end + 3) & ~3, 'nothing comes after the trailer').to.equal(archive.length);
      return members;
    }
    members.push({
      name,
      mode: field(1),
      device: [field(9), field(10)],
      data: archive.subarray(dataAt, end),
    });
    at = (end + 3) & ~3;
  }
}

const path = fc
  .array(fc.stringMatching(/^[a-z0-9._é-]{1,12}$/), { minLength: 1, maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`);
const mode = fc.integer({ min: 0, max: 0o7777 });
const entry: fc.Arbitrary<CpioEntry> = fc.oneof(
  fc.record({ kind: fc.constant('directory' as const), path, mode }),
  fc.record({ kind: fc.constant('file' as const), path, mode, data: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ kind: fc.constant('link' as const), path, mode, target: path }),
  fc.record({
    kind: fc.constant('character-device' as const),
    path,
    mode,
    major: fc.nat(255),
    minor: fc.nat(255),
  }),
);

describe('cpio archives', () => {
  it('hold what was put in, in its order', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const types = { directory: 0o04, file: 0o10, link: 0o12, 'character-device': 0o02 };
        expect(readCpio(writeCpio(entries))).to.deep.equal(
          entries.map((e): Member => ({
            name: e.path.slice(1),
            mode: (types[e.kind] << 12) | e.mode,
            device: e.kind === 'character-device' ? [e.major, e.minor] : [0, 0],
            data: e.kind === 'file' ? Buffer.from(e.data) : Buffer.from(e.kind === 'link' ? e.target : ''),
          })),
        );
      }),
    );
  });

  it('are the same for the same entries', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) =>
        writeCpio(entries).equals(writeCpio(structuredClone(entries))),
      ),
    );
  });
});
