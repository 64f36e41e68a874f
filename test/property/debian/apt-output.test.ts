import { expect } from 'chai';
import fc from 'fast-check';
import { parseMadison, parseUris } from '../../../src/debian/apt.js';

const name = fc.stringMatching(/^[a-z0-9][a-z0-9+.-]{1,20}$/);
const version = fc.stringMatching(/^([0-9]:)?[0-9][0-9A-Za-z.+~-]{0,15}$/);
const suite = fc.stringMatching(/^[a-z]{3,10}(-(updates|security|backports))?$/);
const uri = fc.constantFrom(
  'http://mirror.example/debian',
  'http://mirror.example:3142/a/b',
  'copy:/srv/my mirror',
);

describe('what apt prints', () => {
  it('of versions is read with the suite of each, however it is padded', () => {
    const row = fc.record({ name, version, suite });
    fc.assert(
      fc.property(fc.array(row), fc.nat({ max: 12 }), (rows, padding) => {
        const text = rows.map(
          (one) =>
            `${one.name.padStart(padding)} | ${one.version.padStart(padding)} | http://mirror.example/debian ${one.suite}/main amd64 Packages\n`,
        );
        expect(parseMadison(Buffer.from(text.join('')))).to.deep.equal(rows);
      }),
    );
  });

  it('of versions has sources, too, which are none', () => {
    const text =
      '  qemu | 1:7.2+dfsg-7 | http://mirror.example/debian bookworm/main Sources\nN: nothing found\n';
    expect(parseMadison(Buffer.from(text))).to.deep.equal([]);
  });

  it('of files to download is read, with epochs as they are in file names', () => {
    const file = fc.record({
      ...{ name, version, uri, size: fc.nat() },
      architecture: fc.constantFrom('amd64', 'arm64', 'all'),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    });
    fc.assert(
      fc.property(fc.array(file), (files) => {
        const lines = files.map((one) => {
          const base = `${one.name}_${one.version.replaceAll(':', '%3a')}_${one.architecture}.deb`;
          return `'${one.uri}/pool/${base}' ${base} ${one.size} SHA256:${one.sha256}\n`;
        });
        const read = parseUris(Buffer.from(`Reading package lists...\n${lines.join('')}`));
        const facts = ({ name, version, architecture, sha256 }: (typeof read)[number]) => [
          ...[name, version, architecture, sha256],
        ];
        expect(read.map(facts)).to.deep.equal(files.map((one) => facts({ ...one, file: '' })));
      }),
    );
  });

  it('is read from any text without a failure', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseMadison(Buffer.from(text))).to.be.an('array');
        expect(parseUris(Buffer.from(text))).to.be.an('array');
      }),
    );
  });
});
