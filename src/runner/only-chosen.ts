import { UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';

/** A choice that the cells of a run must have made. */
export interface WantedChoice {
  readonly parameter: string;
  readonly value: string;
}

interface Chosen {
  readonly choices: Readonly<Record<string, string | number>>;
}

/** @throws UsageError when none has made such a choice */
export function onlyChosen<T extends Chosen>(
  cells: readonly T[],
  wanted: readonly WantedChoice[],
): readonly T[] {
  return wanted.reduce(narrow, cells);
}

function narrow<T extends Chosen>(cells: readonly T[], { parameter, value }: WantedChoice): readonly T[] {
  const choices = cells.map((cell) => cell.choices);
  const parameters = [...new Set(choices.flatMap((made) => Object.keys(made)))];
  if (!parameters.includes(parameter)) {
    const near = nearest(parameter, parameters);
    const remedy =
      near === undefined ? `there are: ${parameters.join(', ') || 'none'}` : `did you mean ${near}?`;
    throw new UsageError(`--only: no scenario of this run has a parameter ${parameter}; ${remedy}`);
  }
  const chosen = cells.filter((cell) => String(cell.choices[parameter]) === value);
  if (chosen.length > 0) return chosen;
  const values = new Set(choices.flatMap((made) => (parameter in made ? [String(made[parameter])] : [])));
  throw new UsageError(`--only: no cell has ${parameter}=${value}; there are: ${[...values].join(', ')}`);
}
