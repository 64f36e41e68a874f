import { expect } from 'chai';
import type { AptSource } from '../../../src/debian/apt-sources.js';
import { otherSources, ownSources } from '../../../src/debian/debian-release.js';
import { EnvironmentError } from '../../../src/support/errors.js';

const bookworm = 'NAME="Debian GNU/Linux"\nVERSION_CODENAME=bookworm\nID=debian\n';

function source(suites: string, components = 'main', uri = 'http://mirror.example/debian'): AptSource {
  return { uris: [uri], suites: suites.split(' '), components: components.split(' ') };
}

describe('the machine’s own Debian release', () => {
  it('is the code name, with its updates and security fixes, and their mirrors', () => {
    const sources = [
      source('bookworm bookworm-updates', 'main contrib non-free-firmware'),
      source('bookworm-security', 'main', 'http://mirror.example/debian-security'),
    ];
    expect(ownSources({ osRelease: bookworm, sources })).to.deep.equal({
      suite: 'bookworm',
      sources: [
        source('bookworm bookworm-updates'),
        source('bookworm-security', 'main', 'http://mirror.example/debian-security'),
      ],
    });
  });

  it('leaves out other releases and repositories of others', () => {
    const sources = [
      source('bookworm'),
      source('bookworm-backports'),
      source('trixie'),
      source('bookworm', 'stable', 'http://third.example/linux/debian'),
      source('bookworm-pgdg', 'main', 'http://third.example/apt'),
    ];
    expect(ownSources({ osRelease: bookworm, sources }).sources).to.deep.equal([source('bookworm')]);
  });

  it('follows sources that name a moving release', () => {
    expect(
      ownSources({ osRelease: 'ID=debian\nVERSION_CODENAME=forky\n', sources: [source('sid')] }).suite,
    ).to.equal('sid');
    expect(ownSources({ osRelease: bookworm, sources: [source('stable')] }).suite).to.equal('stable');
  });

  it('takes another suite from the same mirrors, with updates that it may lack', () => {
    const security = 'http://mirror.example/debian-security';
    const sources = [source('bookworm bookworm-updates'), source('bookworm-security', 'main', security)];
    expect(otherSources('trixie', { osRelease: bookworm, sources })).to.deep.equal({
      suite: 'trixie',
      sources: [source('trixie trixie-updates'), source('trixie-security', 'main', security)],
      optional: ['trixie-updates', 'trixie-security'],
    });
  });

  it('says what to do where there is no Debian, or no source of it', () => {
    expect(() => ownSources({ osRelease: 'ID=fedora\n', sources: [] }))
      .to.throw(EnvironmentError)
      .with.property('message')
      .that.matches(/fedora, not Debian.*--kernel/);
    expect(() => ownSources({ osRelease: bookworm, sources: [source('trixie')] }))
      .to.throw(EnvironmentError)
      .with.property('message')
      .that.matches(/no apt source .* Debian bookworm .*sources\.list/);
  });
});
