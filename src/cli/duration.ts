import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads a length of time with its unit, as `90s`, `30m` or `2h`. @returns milliseconds */
export function lengthOfTime(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([smh])$/.exec(text) ?? [];
  const ms = Number(number) * (units[unit] ?? NaN);
  if (ms > 0 && ms < 1e10) return ms;
  throw new InvalidArgumentError('It must be a time with its unit, as in 90s, 30m or 2h.');
}
