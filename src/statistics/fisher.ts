import { logChoose } from './special-functions.js';

/** Failures out of runs. */
export interface Proportion {
  readonly failures: number;
  readonly runs: number;
}

/** What rounding may make of two tables that are equally likely; as R's fisher.test has it. */
const relativeError = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: how likely a table at least as unlikely as this one is, if both have the same rate of failures.
 * It holds for any number of runs, and errs towards saying nothing.
 */
export function fisherExact(one: Proportion, other: Proportion): number {
  const chances = chancesOfTables(one, other);
  const least = leastOfOne(one, other);
  const seen = (chances[one.failures - least] ?? 1) * relativeError;
  return Math.min(
    1,
    chances.reduce((sum, chance) => (chance <= seen ? sum + chance : sum), 0),
  );
}

/**
 * All p values that the test can give when so many fail and pass in all, in increasing order. If both have the same rate of
 * failures, each is also the chance to get it or a lower one. There are few of them: where nothing fails, only 1.
 */
export function attainableByFisher(one: Proportion, other: Proportion): number[] {
  const chances = chancesOfTables(one, other).sort((a, b) => a - b);
  const attainable: number[] = [];
  let sum = 0;
  for (const [index, chance] of chances.entries()) {
    sum += chance;
    const next = chances[index + 1];
    const isTie = next !== undefined && next <= chance * relativeError;
    if (!isTie) attainable.push(Math.min(1, sum));
  }
  return attainable;
}

function leastOfOne(one: Proportion, other: Proportion): number {
  return Math.max(0, one.failures + other.failures - other.runs);
}

/** How likely each table is that has the same totals, if both have the same rate of failures. */
function chancesOfTables(one: Proportion, other: Proportion): number[] {
  const failures = one.failures + other.failures;
  const all = logChoose(one.runs + other.runs, failures);
  const least = leastOfOne(one, other);
  const most = Math.min(failures, one.runs);
  return Array.from({ length: most - least + 1 }, (_, index) => {
    const ofOne = least + index;
    return Math.exp(logChoose(one.runs, ofOne) + logChoose(other.runs, failures - ofOne) - all);
  });
}
