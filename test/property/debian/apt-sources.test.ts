import { expect } from 'chai';
import fc from 'fast-check';
import { formatDeb822, parseDeb822, parseListFile } from '../../../src/debian/apt-sources.js';

const word = fc.stringMatching(/^[a-z][a-z0-9:/.+-]{0,15}$/);
const words = fc.array(word, { minLength: 1, maxLength: 3 });

describe('apt sources', () => {
  it('are written so that they read the same', () => {
    const source = fc.record(
      { uris: words, suites: words, components: words, signedBy: word },
      { requiredKeys: ['uris', 'suites', 'components'] },
    );
    fc.assert(
      fc.property(fc.array(source, { maxLength: 4 }), (sources) => {
        expect(parseDeb822(formatDeb822(sources, 'arm64'))).to.deep.equal(sources);
      }),
    );
  });

  it('are read from any text without a failure', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('deb [', 'Types: deb', 'URIs:', '', ' x', '#'), word);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        expect([...parseListFile(text), ...parseDeb822(text)]).to.be.an('array');
      }),
    );
  });
});
