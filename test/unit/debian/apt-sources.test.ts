import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { formatDeb822, parseDeb822, parseListFile, readAptSources } from '../../../src/debian/apt-sources.js';

describe('apt sources', () => {
  it('reads the one-line style, with options and comments', () => {
    const text = [
      '# deb http://commented.example/debian bookworm main',
      'deb http://mirror.example/debian bookworm main contrib # the local one',
      'deb [arch=amd64 signed-by=/a.gpg,/b.gpg trusted=yes] http://mirror.example/debian-security bookworm-security main',
      'deb-src http://mirror.example/debian bookworm main',
      '  deb mirror+file:/etc/apt/mirrors/debian.list bookworm-updates main',
    ].join('\n');
    expect(parseListFile(text)).to.deep.equal([
      { uris: ['http://mirror.example/debian'], suites: ['bookworm'], components: ['main', 'contrib'] },
      {
        uris: ['http://mirror.example/debian-security'],
        suites: ['bookworm-security'],
        components: ['main'],
        signedBy: '/a.gpg /b.gpg',
      },
      {
        uris: ['mirror+file:/etc/apt/mirrors/debian.list'],
        suites: ['bookworm-updates'],
        components: ['main'],
      },
    ]);
  });

  it('reads deb822 stanzas, and leaves out what is disabled or only sources', () => {
    const text = [
      'Types: deb deb-src',
      '# a comment within a stanza',
      'URIs: http://mirror.example/debian http://other.example/debian',
      'Suites: trixie trixie-updates',
      'components: main',
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp',
      '',
      'Types: deb',
      'URIs: http://off.example/debian',
      'Suites: trixie',
      'Components: main',
      'Enabled: no',
      '',
      'Types: deb-src',
      'URIs: http://source.example/debian',
      'Suites: trixie',
      'Components: main',
    ].join('\n');
    expect(parseDeb822(text)).to.deep.equal([
      {
        uris: ['http://mirror.example/debian', 'http://other.example/debian'],
        suites: ['trixie', 'trixie-updates'],
        components: ['main'],
        signedBy: ' /usr/share/keyrings/debian-archive-keyring.pgp'.trim(),
      },
    ]);
  });

  it('keeps a key that is written out in full, line by line', () => {
    const key = '\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mDMEY\n -----END PGP PUBLIC KEY BLOCK-----';
    const text = `Types: deb\nURIs: http://m.example/debian\nSuites: sid\nComponents: main\nSigned-By:${key}\n`;
    const [source] = parseDeb822(text);
    expect(source?.signedBy).to.equal(key);
    expect(parseDeb822(formatDeb822([source ?? expect.fail()], 'arm64'))[0]?.signedBy).to.equal(key);
  });

  it('never carries over that a source is trusted without a signature', () => {
    const [source] = parseListFile('deb [trusted=yes] file:/srv/debian bookworm main');
    expect(formatDeb822([source ?? expect.fail()], 'arm64')).not.to.match(/trusted/i);
  });

  it('reads all the files that apt reads, and takes a missing folder for an empty one', () => {
    const etc = mkdtempSync(join(tmpdir(), 'vmwright-apt-'));
    try {
      expect(readAptSources(join(etc, 'nothing'))).to.deep.equal([]);
      mkdirSync(join(etc, 'sources.list.d'));
      writeFileSync(join(etc, 'sources.list'), 'deb http://a.example/debian bookworm main\n');
      writeFileSync(join(etc, 'sources.list.d', 'b.list'), 'deb http://b.example/debian bookworm main\n');
      writeFileSync(
        join(etc, 'sources.list.d', 'c.sources'),
        'Types: deb\nURIs: http://c.example/debian\nSuites: bookworm\nComponents: main\n',
      );
      writeFileSync(
        join(etc, 'sources.list.d', 'd.list.disabled'),
        'deb http://d.example/debian bookworm main\n',
      );
      expect(readAptSources(etc).flatMap(({ uris }) => uris)).to.deep.equal(
        ['a', 'b', 'c'].map((name) => `http://${name}.example/debian`),
      );
    } finally {
      rmSync(etc, { recursive: true });
    }
  });
});
