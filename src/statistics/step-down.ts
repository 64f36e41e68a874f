/** One of many tests: what it gave, and all that it could have given. */
export interface DiscreteTest {
  readonly p: number;
  /** In increasing order; each is also the chance to get it or a lower one if there is nothing to be found. */
  readonly attainable: readonly number[];
}

/** What another order of adding up may make of two p values that are equal. */
const relativeError = 1 + 1e-6;

/**
 * p values of many discrete tests, made so that the chance of even one false claim among all of them is what one of them
 * promises alone, whatever depends on what.
 *
 * Holm's correction multiplies the lowest p value by the number of tests, as if each of them could have been as low. A test that
 * counts few failures cannot: with one failure in 20 and 20 runs nothing is below 1. So what counts of each test is only how likely
 * it is to get so low (Tarone 1990; Westfall and Wolfinger, "Multiple tests with discrete distributions", 1997): those where
 * nothing failed cost the others nothing. Each of these chances is known from the totals, which do not tell the sides.
 */
export function stepDown(tests: readonly DiscreteTest[]): number[] {
  const order = tests.map((test, index) => ({ ...test, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(tests.length).fill(1);
  let largest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    const chance = order.slice(rank).reduce((sum, { attainable }) => sum + chanceOf(attainable, p), 0);
    largest = Math.max(largest, Math.min(1, chance));
    adjusted[index] = largest;
  }
  return adjusted;
}

function chanceOf(attainable: readonly number[], p: number): number {
  return attainable.findLast((one) => one <= p * relativeError) ?? 0;
}
