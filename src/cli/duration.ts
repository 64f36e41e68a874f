import { InvalidArgumentError, Option } from 'commander';

const unitsMs = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
/** What a timer of Node can wait. */
const mostMs = 2 ** 31 - 1;

/** Reads `90s`, `10m`, `1.5h` as milliseconds. */
function durationMs(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  const ms = Math.round(Number(number) * unitsMs[unit as keyof typeof unitsMs]);
  if (number !== '' && ms >= 1 && ms <= mostMs) return ms;
  throw new InvalidArgumentError('It must be a time with its unit, as in 90s, 10m or 2h.');
}

/** An option that takes a time, in milliseconds for the command. @param usual - the default, as one would write it */
export function durationOption(flags: string, description: string, usual: string): Option {
  return new Option(flags, description).argParser(durationMs).default(durationMs(usual), usual);
}
