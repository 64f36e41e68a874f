import { expect } from 'chai';
import { announcement, progressLine, usual } from '../../../src/cli/comparison-words.js';

const minute = 60_000;
const cells: never[] = [];

describe('what compare says on its way', () => {
  it('begins with the cells, the runs, and how long these take side by side', () => {
    expect(announcement(24, 4 * minute, { atLeast: 10, atMost: 10 }, 2)).to.equal(
      '24 cells on each side, 10 runs of each: some 20 minutes under TCG on a quiet machine',
    );
    expect(announcement(1, minute, usual, 1)).to.match(
      /^1 cell on each side, 11 runs of each, 35 where they do not always end in one way: some 11 minutes /,
    );
    expect(announcement(3, minute, { budgetMs: 30 * minute }, 1)).to.equal(
      '3 cells on each side, until each is clear, or 30 minutes are over',
    );
  });

  it('says after a round how long the others take, as quick as it was', () => {
    const after = (round: number, left: number) =>
      progressLine({ round, cells, left, ms: round * 2 * minute }, usual);
    expect(after(3, 5)).to.equal('round 3 of 11, some 16 minutes more: 0 failures on base, 0 on head');
    expect(after(12, 1)).to.equal('round 12 of 35, 1 cell left: 0 failures on base, 0 on head');
    expect(after(35, 0)).to.equal('round 35, the last one: 0 failures on base, 0 on head');
  });
});
