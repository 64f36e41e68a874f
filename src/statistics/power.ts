import { fisherExact, type Proportion } from './fisher.js';
import { logChoose } from './special-functions.js';

/** How many runs of each it takes before Fisher's test can show any difference at all: all fail on one, and none on the other. */
export function leastRunsToShow(alpha: number): number {
  let runs = 1;
  while (fisherExact(none(runs), { failures: runs, runs }) > alpha) runs += 1;
  return runs;
}

/**
 * How likely Fisher's test is to show a fault that shows at this rate on one side, and never on the other.
 *
 * @param within - where runs end unless it shows at least once in so many
 */
export function chanceToShow(rate: number, runs: number, alpha: number, within = runs): number {
  let chance = 0;
  for (let failures = 1; failures <= runs; failures++) {
    if (fisherExact(none(runs), { failures, runs }) > alpha) continue;
    const isLate = failures > runs - within ? 0 : chooseRatio(runs - within, runs, failures);
    chance += binomial(failures, runs, rate) * (1 - isLate);
  }
  return Math.min(1, chance);
}

function chooseRatio(few: number, many: number, chosen: number): number {
  return Math.exp(logChoose(few, chosen) - logChoose(many, chosen));
}

/** How many runs of each make {@link chanceToShow} at least `wanted`. */
export function runsToShow(rate: number, wanted: number, alpha: number): number {
  let runs = leastRunsToShow(alpha);
  while (chanceToShow(rate, runs, alpha) < wanted) runs += 1;
  return runs;
}

/** How many runs it takes to see a fault of this rate even once, with this chance. */
export function runsToSee(rate: number, wanted: number): number {
  return Math.ceil(Math.log1p(-wanted) / Math.log1p(-rate));
}

function none(runs: number): Proportion {
  return { failures: 0, runs };
}

function binomial(failures: number, runs: number, rate: number): number {
  if (rate >= 1) return failures === runs ? 1 : 0;
  return Math.exp(
    logChoose(runs, failures) + failures * Math.log(rate) + (runs - failures) * Math.log1p(-rate),
  );
}
