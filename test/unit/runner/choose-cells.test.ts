import { expect } from 'chai';
import { chooseCells, type Chosen, type WaysOfCell } from '../../../src/runner/choose-cells.js';

interface NamedWay {
  readonly name: string;
  readonly arch: string;
  readonly unfit?: string;
  readonly lacks?: string;
  readonly estimateMs: number;
}

const way = (name: string, estimateMs = 1000, change: Partial<NamedWay> = {}): NamedWay => ({
  ...{ name, arch: 'aarch64', estimateMs },
  ...change,
});
const onX86 = (name: string, change: Partial<NamedWay> = {}) =>
  way(name, 1000, { arch: 'x86_64', ...change });
const cell = (scenario: string, ...ways: NamedWay[]): WaysOfCell<NamedWay> => ({ scenario, ways });
const names = (chosen: readonly Chosen<NamedWay>[]) => chosen.map(({ way: { name } }) => name);

describe('chooseCells', () => {
  it('takes the first architecture that can walk a cell', () => {
    const { chosen } = chooseCells(
      [
        cell('a', way('a on arm'), onX86('a on x86')),
        cell('b', way('b on arm', 1000, { lacks: 'no pluggable vCPUs' }), onX86('b on x86')),
        cell('c', way('c on arm', 1000, { unfit: 'the scenario is for x86_64' }), onX86('c on x86')),
      ],
      'once',
    );
    expect(names(chosen)).to.deep.equal(['a on arm', 'b on x86', 'c on x86']);
    expect(chosen.every(({ skip }) => skip === undefined)).to.equal(true);
  });

  it('says of a cell that no architecture can walk what each of those lacks for which it is meant', () => {
    const no = { lacks: 'no mapped-ram' };
    const skips = (...ways: NamedWay[]) => chooseCells([cell('a', ...ways)], 'once').chosen[0]?.skip;
    expect(skips(way('a', 1000, no), onX86('a', no))).to.equal('no mapped-ram');
    expect(skips(way('a', 1000, no), onX86('a', { lacks: 'no QEMU' }))).to.equal(
      'aarch64: no mapped-ram; x86_64: no QEMU',
    );
    expect(skips(way('a', 1000, { unfit: 'for x86_64' }), onX86('a', { lacks: 'no QEMU' }))).to.equal(
      'no QEMU',
    );
  });

  it('walks everything on every architecture, and leaves out those on which it means nothing', () => {
    const { chosen } = chooseCells(
      [
        cell('a', way('a on arm'), onX86('a on x86', { lacks: 'no QEMU' })),
        cell('b', way('b on arm', 1000, { unfit: 'for x86_64' }), onX86('b on x86')),
      ],
      'everywhere',
    );
    expect(chosen.map(({ way: { name }, skip }) => [name, skip])).to.deep.equal([
      ['a on arm', undefined],
      ['a on x86', 'no QEMU'],
      ['b on x86', undefined],
    ]);
  });

  describe('those that tell most', () => {
    const scenarios = [
      cell('slow', way('slow 1', 50)),
      cell('many', way('many 1', 10)),
      cell('many', way('many 2', 10)),
      cell('many', way('many 3', 10)),
      cell('two', way('two 1', 20)),
      cell('two', way('two 2', 20)),
    ];

    it('are the first of each scenario, then the second, the quickest first, in the order of the list', () => {
      const chosen = (budget: number) => names(chooseCells(scenarios, 'telling', budget).chosen);
      expect(chosen(30)).to.deep.equal(['many 1', 'two 1']);
      expect(chosen(80)).to.deep.equal(['slow 1', 'many 1', 'two 1']);
      expect(chosen(95)).to.deep.equal(['slow 1', 'many 1', 'many 2', 'two 1']);
      expect(chosen(1000)).to.have.lengthOf(6);
    });

    it('come from every theme in turn', () => {
      const of = (theme: string, scenario: string, ms: number) => ({
        ...{ scenario, theme, ways: [way(scenario, ms)] },
      });
      const themes = [of('reset', 'r 1', 10), of('reset', 'r 2', 11), of('migration', 'm', 50)];
      expect(names(chooseCells(themes, 'telling', 60).chosen)).to.deep.equal(['r 1', 'm']);
    });

    it('leave out the others, on other architectures too', () => {
      expect(chooseCells(scenarios, 'telling', 30).leftOut).to.equal(4);
      const both = [cell('a', way('a on arm'), onX86('a on x86'))];
      expect(chooseCells(both, 'telling').leftOut).to.equal(1);
    });

    it('are not those that cannot be walked here, unless a scenario has no other', () => {
      const no = { lacks: 'no mapped-ram' };
      const { chosen, leftOut } = chooseCells(
        [
          cell('a', way('a 1', 10, no)),
          cell('a', way('a 2', 10)),
          cell('b', way('b 1', 10, no)),
          cell('b', way('b 2', 10, no)),
        ],
        'telling',
      );
      expect(names(chosen)).to.deep.equal(['a 2', 'b 1']);
      expect(leftOut).to.equal(0);
    });
  });
});
