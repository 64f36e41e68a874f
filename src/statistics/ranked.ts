/** What one of many tests has so far, that all are looked at again and again. */
export interface OngoingTest {
  /** An e-value, as of a fair game that goes on. */
  readonly evidence: number;
  /** When its first bet was made; nothing, when none was. Below this, its evidence is 1. */
  readonly since: number | undefined;
}

/**
 * p values of many tests that hold however often one looks, made so that the chance of even one false claim among all of them at any
 * time is what one of them promises alone, whatever depends on what.
 *
 * What may be claimed falsely is handed out to tests in the order of their first bets: the one that was never bet on needs nothing.
 * Who comes at which place is known before its bet is lost or won; so the chances add up to what was promised. And what turned
 * out to be there needs nothing any more: it is taken out, and the others come closer to the front, as in Holm's correction.
 *
 * @param shareOf - what a place, from 1, gets when so many tests are left; all places together get 1 at most
 */
export function rankedChances(
  tests: readonly OngoingTest[],
  shareOf: (place: number, tests: number) => number,
): number[] {
  const adjusted = new Array<number>(tests.length).fill(1);
  let left = tests
    .map((test, index) => ({ ...test, since: test.since ?? Infinity, index }))
    .filter(({ since }) => since < Infinity)
    .sort((a, b) => a.since - b.since || a.index - b.index);
  let others = tests.length;
  let largest = 0;
  while (left.length > 0) {
    const chances = left.map(({ evidence }, at) => 1 / (evidence * shareOf(at + 1, others)));
    const best = chances.indexOf(Math.min(...chances));
    largest = Math.min(1, Math.max(largest, chances[best] ?? 1));
    adjusted[left[best]?.index ?? 0] = largest;
    left = left.filter((_, at) => at !== best);
    others -= 1;
  }
  return adjusted;
}

/** For tests whose number is known: a place gets in inverse proportion to its number. */
export function harmonicShare(place: number, tests: number): number {
  const all = Array.from({ length: tests }, (_, index) => 1 / (index + 1)).reduce((sum, one) => sum + one, 0);
  return 1 / (place * all);
}

/** For tests that may become ever more: 1/2, 1/6, 1/12, which never exceed 1 together. */
export function endlessShare(place: number): number {
  return 1 / (place * (place + 1));
}
