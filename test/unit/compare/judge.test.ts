import { expect } from 'chai';
import { isClear, judge } from '../../../src/compare/judge.js';
import {
  describeCells,
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

  it('claims nothing for what one run may be by chance, and less the more cells there are', () => {
    expect(verdicts(cell('a', 1, 0, 1))).to.deep.equal(['unclear']);
    expect(verdicts(cell('a', 20, 0, 6))).to.deep.equal(['broken']);
    const crowd = Array.from({ length: 10 }, (_, index) => cell(`other-${index}`, 20, 0, 0));
    expect(verdicts(cell('a', 20, 0, 6), ...crowd)[0]).to.equal('unclear');
  });

  it('leaves out what could not be judged, and says why nothing is known', () => {
    const lost: CellRecord = { name: 'lost', pairs: [{ base: side(false), head: side(undefined) }] };
    const skipped: CellRecord = { name: 'skipped', skip: 'head: no such device', pairs: [] };
    const [first, second] = judge([lost, skipped], fixed);
    expect(first).to.include({ verdict: 'not compared', reason: 'the disk is full', broke: 1 });
    expect(second).to.include({ verdict: 'not compared', reason: 'head: no such device' });
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
    const records = [cell('resets', 20, 0, 12), cell('moves', 20, 0, 0)];
    const comparison: Comparison = {
      ...{ cells: judge(records, fixed), records, rounds: 20, looks: 'fixed', confidence: 0.95 },
      ...{ interrupted: false, unclear: false },
    };
    const mail = mailParagraph(comparison, { base: 'QEMU 7.2', head: 'QEMU 10.0', where: 'x86_64 with tcg' });
    expect(mail).to.contain('2 cells, 20 times each on base (QEMU 7.2) and on head (QEMU 10.0), in turns');
    expect(mail).to.match(
      /Broken: resets fails 0 of 20 times on base and 12 of 20 on head \(p = \de-\d; 95 % interval of the difference \+\d+ to \+\d+ points\): guest-hang during reset\./,
    );
    expect(mail).to.contain('One cell passed on both every time.');
    const [first = ''] = describeCells(comparison);
    expect(first).to.match(/^broken +resets +base 0\/20 +head 12\/20/);
  });
});
