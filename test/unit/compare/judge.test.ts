import { expect } from 'chai';
import { isClear, judge } from '../../../src/compare/judge.js';
import {
  describeCells,
  leastRuns,
  mailParagraph,
  type CellRecord,
  type Comparison,
  type PairRecord,
  type SideResult,
} from '../../../src/compare/index.js';

const side = (failed: boolean | undefined, ms = 1000): SideResult => ({
  ...{ failed, ms, directory: '/r' },
  ...(failed && { signature: 'guest-hang during reset', reason: 'the guest does not answer' }),
  ...(failed === undefined && { reason: 'the disk is full' }),
});

/** A cell with so many pairs, of which so many failed: those of base are the last ones, so that they meet as seldom as can be. */
function cell(name: string, runs: number, base: number, head: number, times = 1): CellRecord {
  const pairs = Array.from({ length: runs }, (_, index): PairRecord => ({
    base: side(index >= runs - base, 1000 + 10 * (index % 3)),
    head: side(index < head, (1000 + 12 * (index % 4)) * times),
  }));
  return { name, pairs };
}

const errorOnHead: PairRecord = { base: side(false), head: side(undefined) };
const failing = (signature: string): SideResult => ({ ...side(true), signature });
const compared = { base: 'QEMU 7.2', head: 'QEMU 10.0', where: 'x86_64 with tcg' };

/** As it comes out of a number of runs that was fixed. */
function comparisonOf(records: readonly CellRecord[]): Comparison {
  const rounds = Math.max(...records.map(({ pairs }) => pairs.length));
  return {
    ...{ cells: judge(records, fixed), records, rounds, looks: 'fixed', confidence: 0.95 },
    ...{ planned: { atLeast: rounds, atMost: rounds }, leastRuns: leastRuns(records.length, fixed) },
    ...{ interrupted: false, unclear: [] },
  };
}

const fixed = { looks: 'fixed', confidence: 0.95 } as const;
const verdicts = (...records: CellRecord[]) => judge(records, fixed).map(({ verdict }) => verdict);

describe('a comparison', () => {
  it('tells what broke, what was fixed, what still fails, what is flaky, and what may be chance', () => {
    expect(
      verdicts(
        ...[cell('a', 20, 0, 12), cell('b', 20, 12, 0), cell('c', 20, 0, 0), cell('d', 20, 20, 20)],
        ...[cell('e', 20, 3, 4), cell('f', 20, 0, 2), cell('g', 20, 20, 18)],
      ),
    ).to.deep.equal(['broken', 'fixed', 'passes', 'still failing', 'flaky', 'unclear', 'unclear']);
  });

  it('claims nothing for what one run may be by chance, and less the more cells fail; those that pass cost nothing', () => {
    expect(verdicts(cell('a', 1, 0, 1))).to.deep.equal(['unclear']);
    expect(verdicts(cell('a', 20, 0, 6))).to.deep.equal(['broken']);
    const crowd = (failures: number) =>
      Array.from({ length: 300 }, (_, index) => cell(`other-${index}`, 20, failures, failures));
    expect(verdicts(cell('a', 20, 0, 6), ...crowd(0))[0]).to.equal('broken');
    expect(verdicts(cell('a', 20, 0, 6), ...crowd(20))[0]).to.equal('broken');
    expect(verdicts(cell('a', 20, 0, 6), ...crowd(1))[0]).to.equal('broken');
    expect(verdicts(cell('a', 20, 0, 6), ...crowd(4))[0]).to.equal('unclear');
  });

  it('calls a cell lost when errors left too few of its runs, and says why; one that cannot run is not compared', () => {
    const lost: CellRecord = { name: 'lost', pairs: Array.from({ length: 20 }, () => errorOnHead) };
    const skipped: CellRecord = { name: 'skipped', skip: 'head: no such device', pairs: [] };
    const cells = judge([lost, skipped], fixed);
    expect(cells[0]).to.deep.include({
      verdict: 'lost',
      reason: 'the disk is full',
      errors: { base: 0, head: 20 },
    });
    expect(cells[1]).to.include({ verdict: 'not compared', reason: 'head: no such device' });
    const comparison = comparisonOf([lost, cell('fine', 20, 0, 0)]);
    expect(describeCells(comparison)[0]).to.match(
      /^lost +lost +base 0\/0 +head 0\/0 +errors: 0 on base, 20 on head \(the disk is full\)$/,
    );
    expect(mailParagraph(comparison, compared)).to.contain(
      'Lost: lost could not be judged, since 0 runs on base and 20 on head ended in errors (the disk is full).',
    );
  });

  it('judges a cell by the runs that some errors left, unless its last ones were all in vain', () => {
    const { pairs } = cell('a', 10, 0, 0);
    const few = { name: 'few', pairs: [...pairs, errorOnHead, errorOnHead] };
    const tooFew = { name: 'too few', pairs: [...pairs.slice(0, 3), errorOnHead, errorOnHead] };
    const forGood = { name: 'for good', pairs: [...pairs, errorOnHead, errorOnHead, errorOnHead] };
    expect(verdicts(few, tooFew, forGood)).to.deep.equal(['passes', 'lost', 'lost']);
  });

  it('tells a bug that took the place of another one from one that is still there', () => {
    const ways = (name: string, runs: number, base: string, head: string): CellRecord => ({
      name,
      pairs: Array.from({ length: runs }, () => ({ base: failing(base), head: failing(head) })),
    });
    const [same, other, few] = judge(
      [ways('same', 10, 'A', 'A'), ways('other', 10, 'A', 'B'), ways('few', 2, 'A', 'B')],
      fixed,
    );
    expect([same, other, few].map((one) => one?.verdict)).to.deep.equal([
      'still failing',
      'broken in another way',
      'unclear',
    ]);
    expect(other?.newWays).to.have.length(1);
    expect(other?.newWays[0]).to.deep.include({
      ...{ signature: 'B', base: { failures: 0, runs: 10 }, head: { failures: 10, runs: 10 } },
    });
    const comparison = comparisonOf([ways('other', 10, 'A', 'B')]);
    expect(mailParagraph(comparison, compared)).to.match(
      /^.*Broken in another way: other fails 10 of 10 times on base and 10 of 10 on head .*: B: 0 of 10 times on base, 10 of 10 on head \(p = \S+\), in another way than on base \(A\)\./,
    );
    const looks = { looks: 'sequential', confidence: 0.95 } as const;
    expect(judge([ways('other', 14, 'A', 'B')], looks)[0]?.verdict).to.equal('broken in another way');
  });

  it('sees a new bug behind one that became rarer', () => {
    const pairs = Array.from({ length: 20 }, (_, index) => ({
      base: failing('A'),
      head: index < 8 ? failing('B') : side(false),
    }));
    expect(verdicts({ name: 'a', pairs })).to.deep.equal(['broken in another way']);
  });

  it('says that so few runs can show nothing, and what so many could have shown', () => {
    expect(mailParagraph(comparisonOf([cell('a', 3, 0, 3)]), compared)).to.contain(
      'With 3 runs of each no difference in failures can be shown: at least 4.',
    );
    expect(mailParagraph(comparisonOf([cell('a', 20, 0, 0)]), compared)).to.contain(
      'A fault that shows one time in four on head alone would be found with 59 % in so many runs.',
    );
  });

  it('calls slower only what is surely so, and by more than a noisy host makes of it', () => {
    const speeds = judge([cell('a', 6, 0, 0, 1.3), cell('b', 6, 0, 0, 1.02), cell('c', 6, 0, 0, 0.7)], fixed);
    expect(speeds.map(({ speed }) => speed)).to.deep.equal(['slower', 'as fast', 'faster']);
    expect(judge([cell('a', 1, 0, 0, 2)], fixed)[0]).to.include({ speed: 'as fast', time: undefined });
  });

  it('with looks at every round, takes six pairs that differ to be sure, and goes on until then', () => {
    const looks = { looks: 'sequential', confidence: 0.95 } as const;
    const [five] = judge([cell('a', 20, 0, 5)], looks);
    const [six] = judge([cell('a', 24, 0, 6)], looks);
    expect([five?.verdict, six?.verdict]).to.deep.equal(['unclear', 'broken']);
    expect([five, six].map((one) => one && isClear(one, 0.2))).to.deep.equal([false, true]);
    const [few] = judge([cell('a', 5, 0, 0)], looks);
    const [many] = judge([cell('a', 40, 0, 0)], looks);
    expect([few, many].map((one) => one && isClear(one, 0.2))).to.deep.equal([false, true]);
  });

  it('ends with a paragraph that has all numbers which a reader could ask for', () => {
    const comparison = comparisonOf([cell('resets', 20, 0, 12), cell('moves', 20, 0, 0)]);
    const mail = mailParagraph(comparison, compared);
    expect(mail).to.contain('2 cells, 20 times each on base (QEMU 7.2) and on head (QEMU 10.0), in turns');
    expect(mail).to.match(
      /Broken: resets fails 0 of 20 times on base and 12 of 20 on head \(p = \de-\d; 95 % interval of the difference \+\d+ to \+\d+ points\): guest-hang during reset\./,
    );
    expect(mail).to.contain('One cell passed on both every time.');
    const [first = ''] = describeCells(comparison);
    expect(first).to.match(/^broken +resets +base 0\/20 +head 12\/20/);
  });
});
