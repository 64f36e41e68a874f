import { InvalidArgumentError } from 'commander';

/** More of anything is a slip of the finger: so many cells would take a month. */
const most = 1_000_000;

/** Reads an option's value that counts something. */
export const countFrom1 = countUpTo(most);

/** Reads the value of an option that counts something of which there can be no more than so many. */
export function countUpTo(limit: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= 1 && value <= limit) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${limit}.`);
  };
}
