import { expect } from 'chai';
import fc from 'fast-check';
import { pairKinds, pairsOf, type Versioned } from '../../../src/runner/index.js';

interface Named extends Versioned {
  readonly name: number;
}
const qemus = fc
  .array(
    fc.record({
      major: fc.integer({ min: 5, max: 11 }),
      minor: fc.integer({ min: 0, max: 2 }),
      micro: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((versions) => versions.map((version, name): Named => ({ name, version })));
const keys = (list: readonly (readonly [Named, Named])[]) => list.map(([a, b]) => `${a.name}>${b.name}`);

describe('pairs of QEMUs', () => {
  it('name no pair twice, and are all of them together with each by itself', () => {
    fc.assert(
      fc.property(qemus, (list) => {
        for (const kind of pairKinds) {
          const pairs = keys(pairsOf(list, kind));
          expect(new Set(pairs)).to.have.lengthOf(pairs.length);
        }
        expect(pairsOf(list, 'all')).to.have.lengthOf(list.length ** 2);
        const both = [...pairsOf(list, 'forward'), ...pairsOf(list, 'backward')];
        expect([...keys(both), ...list.map(({ name }) => `${name}>${name}`)]).to.have.members(
          keys(pairsOf(list, 'all')),
        );
      }),
    );
  });

  it('lead to newer ones forward, to older ones backward, and both ways between neighbours', () => {
    const number = ({ version: { major, minor, micro } }: Named) => major * 10_000 + minor * 100 + micro;
    fc.assert(
      fc.property(qemus, (list) => {
        for (const [a, b] of pairsOf(list, 'forward')) expect(number(a)).to.be.at.most(number(b));
        for (const [a, b] of pairsOf(list, 'backward')) expect(number(a)).to.be.at.least(number(b));
        expect(pairsOf(list, 'neighbours')).to.have.lengthOf(2 * (list.length - 1));
      }),
    );
  });
});
