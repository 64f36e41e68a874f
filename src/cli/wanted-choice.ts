import { InvalidArgumentError } from 'commander';
import type { WantedChoice } from '../runner/index.js';

/** Reads `--only vcpu=last`, after those read before. */
export function choice(text: string, before: readonly WantedChoice[]): WantedChoice[] {
  const [, parameter, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (parameter === undefined || value === undefined) {
    throw new InvalidArgumentError('It must be a parameter and its value, as in vcpu=last.');
  }
  return [...before, { parameter, value }];
}
