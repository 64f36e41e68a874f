import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { compareVersions, matchesVersion, sourceVersion, withoutEpoch } from '../../../src/debian/version.js';

const part = fc.stringMatching(/^[0-9a-zA-Z+~.]{0,8}$/);
const version = fc
  .tuple(
    fc.option(fc.nat({ max: 3 })),
    fc.nat({ max: 20 }),
    part,
    fc.option(part.filter((text) => text !== '')),
  )
  .map(([epoch, major, rest, revision]) =>
    [epoch === null ? '' : `${epoch}:`, major, rest, revision === null ? '' : `-${revision}`].join(''),
  );

describe('versions of Debian packages', () => {
  it('sort as dpkg sorts them', function () {
    if (spawnSync('dpkg', ['--version']).status !== 0) return this.skip();
    const dpkgSays = (a: string, relation: string, b: string) =>
      spawnSync('dpkg', ['--compare-versions', a, relation, b]).status === 0;
    fc.assert(
      fc.property(version, version, (a, b) => {
        const difference = compareVersions(a, b);
        const relation = difference < 0 ? 'lt' : difference > 0 ? 'gt' : 'eq';
        return dpkgSays(a, relation, b);
      }),
      { numRuns: 150 },
    );
  });

  it('sort in one order, whatever they are', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).to.equal(0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).to.be.at.most(0);
      }),
    );
  });

  it('are meant by themselves, without their epoch, and by each beginning that ends where a part does', () => {
    fc.assert(
      fc.property(version, (text) => {
        expect(matchesVersion(text, text)).to.equal(true);
        expect(matchesVersion(text, withoutEpoch(text))).to.equal(true);
        expect(matchesVersion(`${text}.5`, text)).to.equal(true);
        expect(matchesVersion(`${text}5`, text)).to.equal(false);
        expect(sourceVersion(`${sourceVersion(text)}+b3`)).to.equal(sourceVersion(text));
      }),
    );
  });

  it('tell releases of QEMU apart', () => {
    expect(matchesVersion('1:7.2+dfsg-7+deb12u18+b3', '7.2')).to.equal(true);
    expect(matchesVersion('1:7.2+dfsg-7+deb12u18+b3', '7.2+dfsg-7+deb12u1')).to.equal(false);
    expect(matchesVersion('1:10.0.13+ds-0+deb13u1', '10.0.1')).to.equal(false);
    expect(matchesVersion('1:10.0.13+ds-0+deb13u1', '1')).to.equal(false);
    expect(matchesVersion('1:11.1.3+ds-1~bpo13+1', '11.1.3+ds-1')).to.equal(true);
    const sorted = [
      '1:11.1.3+ds-1',
      '1:11.1.3+ds-1~bpo13+1',
      '1:11.1.0~rc2+ds-1',
      '1:10.0.13+ds-0+deb13u1',
      '1:5.2',
    ];
    expect([...sorted].reverse().sort((a, b) => compareVersions(b, a))).to.deep.equal(sorted);
  });
});
