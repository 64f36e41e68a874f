import { InvalidArgumentError } from 'commander';
import type { Cell } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';

/** A choice that the cells of a run must have made. */
export interface WantedChoice {
  readonly parameter: string;
  readonly value: string;
}

/** Reads `--only vcpu=last`, after those read before. */
export function choice(text: string, before: readonly WantedChoice[]): WantedChoice[] {
  const [, parameter, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (parameter === undefined || value === undefined) {
    throw new InvalidArgumentError('It must be a parameter and its value, as in vcpu=last.');
  }
  return [...before, { parameter, value }];
}

/** @throws UsageError when no cell has made such a choice */
export function onlyChosen(cells: readonly Cell[], wanted: readonly WantedChoice[]): readonly Cell[] {
  return wanted.reduce(narrow, cells);
}

function narrow(cells: readonly Cell[], { parameter, value }: WantedChoice): readonly Cell[] {
  const choices = cells.map(({ description }) => description.choices);
  const parameters = [...new Set(choices.flatMap((made) => Object.keys(made)))];
  if (!parameters.includes(parameter)) {
    const near = nearest(parameter, parameters);
    const remedy =
      near === undefined ? `there are: ${parameters.join(', ') || 'none'}` : `did you mean ${near}?`;
    throw new UsageError(`--only: no scenario of this run has a parameter ${parameter}; ${remedy}`);
  }
  const chosen = cells.filter(({ description }) => String(description.choices[parameter]) === value);
  if (chosen.length > 0) return chosen;
  const values = new Set(choices.flatMap((made) => (parameter in made ? [String(made[parameter])] : [])));
  throw new UsageError(`--only: no cell has ${parameter}=${value}; there are: ${[...values].join(', ')}`);
}
