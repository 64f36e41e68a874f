import { expect } from 'chai';
import type { AptSource } from '../../../src/debian/apt-sources.js';
import { debianSources } from '../../../src/debian/debian-release.js';
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
    expect(debianSources(undefined, bookworm, sources)).to.deep.equal({
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
    expect(debianSources(undefined, bookworm, sources).sources).to.deep.equal([source('bookworm')]);
  });

  it('follows sources that name a moving release', () => {
    expect(debianSources(undefined, 'ID=debian\nVERSION_CODENAME=forky\n', [source('sid')]).suite).to.equal(
      'sid',
    );
    expect(debianSources(undefined, bookworm, [source('stable')]).suite).to.equal('stable');
  });

  it('takes another suite from the same mirror, if asked to', () => {
    const sources = [
      source('bookworm bookworm-updates'),
      source('bookworm-security', 'main', 'http://s.example'),
    ];
    expect(debianSources('trixie', bookworm, sources)).to.deep.equal({
      suite: 'trixie',
      sources: [source('trixie')],
    });
  });

  it('says what to do where there is no Debian, or no source of it', () => {
    expect(() => debianSources(undefined, 'ID=fedora\n', []))
      .to.throw(EnvironmentError)
      .with.property('message')
      .that.matches(/fedora, not Debian.*--kernel/);
    expect(() => debianSources(undefined, bookworm, [source('trixie')]))
      .to.throw(EnvironmentError)
      .with.property('message')
      .that.matches(/no apt source .* Debian bookworm .*sources\.list/);
  });
});
