import type { Interval } from './intervals.js';
import { logBeta } from './special-functions.js';

/**
 * Statistics that hold however often one looks, and whenever one stops.
 *
 * Fisher's test promises few false claims for a number of runs that is fixed beforehand. Who looks after every run and stops at
 * the first good moment breaks that promise. What follows are e-values: a bettor's fortune in a game that is fair, or worse, as
 * long as nothing is there to be found. By Ville's inequality it ever reaches 1/alpha with probability alpha at most: so claims
 * at e ≥ 1/alpha are false with probability alpha at most, over all looks together.
 */

/** How one pair of runs ended: base and head, one right after the other. */
export interface PairOfRuns {
  readonly baseFailed: boolean;
  readonly headFailed: boolean;
}

/**
 * How the bettor spreads what it bets on the share of failures that are head's: on shares near 0 and 1, since faults are rather
 * on one side alone. Six pairs that all fail on one side, and on one only, are then enough for 95 %, and a little more.
 */
const spread = 0.125;

/**
 * Evidence that base and head differ in how often they fail, as an e-value.
 *
 * Only pairs count of which one failed and the other did not. If both fail equally often, it is a matter of a fair coin
 * which of the two it was, whatever the rate is and however it drifts as the host becomes noisy. The bet is a mixture over all
 * unfair coins, Beta(1/8, 1/8).
 */
export function evidenceOfDifference(pairs: readonly PairOfRuns[]): number {
  const heads = pairs.filter(({ baseFailed, headFailed }) => headFailed && !baseFailed).length;
  const bases = pairs.filter(({ baseFailed, headFailed }) => baseFailed && !headFailed).length;
  const log = logBeta(heads + spread, bases + spread) - logBeta(spread, spread);
  return Math.exp(log + (heads + bases) * Math.LN2);
}

/**
 * The pair with which betting begins: the second one of which one failed and the other did not. On the first nothing is won or lost,
 * since either side is as likely in the mixture.
 *
 * @returns its index, or nothing when it has not come yet
 */
export function firstBet(pairs: readonly PairOfRuns[]): number | undefined {
  const differing = pairs.flatMap(({ baseFailed, headFailed }, index) =>
    baseFailed === headFailed ? [] : [index],
  );
  return differing[1];
}

/** Fractions of the largest bet that cannot ruin the bettor. */
const stakes = [0.1, 0.25, 0.5, 0.75, 0.95];

/**
 * The differences in the rate of failures, head's less base's, that cannot be ruled out: a confidence sequence, which holds at
 * all looks at once. It is found by betting against each difference (Waudby-Smith and Ramdas, "Estimating means of bounded
 * random variables by betting", 2023); each bet is on one side, and has half of the money.
 */
export function differenceSequence(pairs: readonly PairOfRuns[], confidence = 0.95): Interval {
  const differences = pairs.map(({ baseFailed, headFailed }) => Number(headFailed) - Number(baseFailed));
  const isPossible = (difference: number) => fortuneAgainst(differences, difference) < 1 / (1 - confidence);
  const mean = differences.reduce((sum, one) => sum + one, 0) / Math.max(1, differences.length);
  // The fortune grows with the distance from the mean, on either side.
  return [lastPossible(isPossible, mean, -1), lastPossible(isPossible, mean, 1)];
}

function fortuneAgainst(differences: readonly number[], supposed: number): number {
  const fortunes = [1, -1].flatMap((side) => {
    // A difference is at worst 1 on the other side: a larger stake could lose more than there is.
    const most = 1 / (1 + side * supposed);
    return stakes.map((stake) => {
      const bet = Number.isFinite(most) ? stake * most : stake;
      return differences.reduce((logs, one) => logs + Math.log1p(bet * side * (one - supposed)), 0);
    });
  });
  return fortunes.reduce((sum, log) => sum + Math.exp(log), 0) / fortunes.length;
}

function lastPossible(isPossible: (difference: number) => boolean, from: number, to: number): number {
  if (isPossible(to)) return to;
  let [inside, outside] = [from, to];
  for (let step = 0; step < 40; step++) {
    const middle = (inside + outside) / 2;
    if (isPossible(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}
