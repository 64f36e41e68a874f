import type { Interval } from './intervals.js';
import { studentQuantile } from './quantiles.js';

/** How many times as long something takes. */
export interface Ratio {
  /** The geometric mean of the ratios of all pairs. */
  readonly ratio: number;
  readonly interval: Interval;
  readonly pairs: number;
}

/**
 * How many times as long `head` takes as `base`, from times that were measured in pairs, each under the same circumstances. What
 * makes both of a pair slow cancels out in its ratio; Student's t interval is taken on the logarithms of the ratios.
 *
 * @returns nothing for fewer than two pairs, of which one cannot tell how much they scatter
 */
export function pairedRatio(
  times: readonly (readonly [base: number, head: number])[],
  confidence = 0.95,
): Ratio | undefined {
  if (times.length < 2) return undefined;
  const logs = times.map(([base, head]) => Math.log(head / base));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const half = studentQuantile((1 + confidence) / 2, logs.length - 1) * Math.sqrt(variance / logs.length);
  return {
    ratio: Math.exp(mean),
    interval: [Math.exp(mean - half), Math.exp(mean + half)],
    pairs: times.length,
  };
}
