import type { Proportion } from './fisher.js';
import { normalQuantile } from './quantiles.js';

export type Interval = readonly [low: number, high: number];

/** Wilson's score interval for a rate (Wilson 1927). Within 0 and 1, and sensible for few runs and for no failure at all. */
export function wilson({ failures, runs }: Proportion, confidence = 0.95): Interval {
  if (runs === 0) return [0, 1];
  const z = normalQuantile((1 + confidence) / 2);
  const rate = failures / runs;
  const scale = 1 + (z * z) / runs;
  const middle = (rate + (z * z) / (2 * runs)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / runs + (z * z) / (4 * runs * runs));
  return [
    failures === 0 ? 0 : Math.max(0, middle - half),
    failures === runs ? 1 : Math.min(1, middle + half),
  ];
}

/**
 * An interval for how much more often `head` fails than `base`: Newcombe's hybrid score (Statistics in Medicine 1998, method 10).
 */
export function newcombe(base: Proportion, head: Proportion, confidence = 0.95): Interval {
  if (base.runs === 0 || head.runs === 0) return [-1, 1];
  const [before, after] = [base.failures / base.runs, head.failures / head.runs];
  const [baseLow, baseHigh] = wilson(base, confidence);
  const [headLow, headHigh] = wilson(head, confidence);
  const difference = after - before;
  return [
    difference - Math.hypot(after - headLow, baseHigh - before),
    difference + Math.hypot(headHigh - after, before - baseLow),
  ];
}
