import { operations, type Operation } from '../operations/index.js';
import { UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';

/**
 * What `--ops` comes to: `migrate,offline` those alone, `-panic` all others. A walk always boots.
 *
 * @throws UsageError when there is no such operation, or nothing is left
 */
export function chosenOperations(text: string | undefined): Operation[] {
  const all = [...operations.values()];
  const words = (text ?? '').split(',').map((word) => word.trim());
  if (text === undefined) return all;
  const without = words.filter((word) => word.startsWith('-')).map((word) => known(word.slice(1)));
  const only = words.filter((word) => !word.startsWith('-')).map(known);
  const isWanted = ({ name }: Operation) => only.length === 0 || only.includes(name);
  const chosen = all.filter((operation) => isWanted(operation) && !without.includes(operation.name));
  if (chosen.every(({ name }) => name === 'boot'))
    throw new UsageError(`--ops ${text} leaves nothing to do after the boot; see vmwright list`);
  const boot = all.filter(({ name }) => name === 'boot');
  return [...new Set([...boot, ...chosen])];
}

function known(name: string): string {
  if (operations.has(name)) return name;
  const near = nearest(name, operations.keys());
  const remedy =
    near === undefined ? `there are: ${[...operations.keys()].join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`--ops: there is no operation ${JSON.stringify(name)}; ${remedy}`);
}
