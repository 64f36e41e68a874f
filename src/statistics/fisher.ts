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
  const failures = one.failures + other.failures;
  const runs = one.runs + other.runs;
  const all = logChoose(runs, failures);
  const probabilityOf = (ofOne: number) =>
    Math.exp(logChoose(one.runs, ofOne) + logChoose(other.runs, failures - ofOne) - all);
  const seen = probabilityOf(one.failures) * relativeError;
  let sum = 0;
  for (let ofOne = Math.max(0, failures - other.runs); ofOne <= Math.min(failures, one.runs); ofOne++) {
    const probability = probabilityOf(ofOne);
    if (probability <= seen) sum += probability;
  }
  return Math.min(1, sum);
}
