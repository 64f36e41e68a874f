import { InvalidArgumentError } from 'commander';

/** Reads an option's value that counts something. */
export function countFrom1(text: string): number {
  if (/^\d+$/.test(text)) {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= 1) return value;
  }
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}
