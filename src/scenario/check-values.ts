import type * as z from 'zod';
import type { OperationModel } from '../model/index.js';
import { valueAt } from './issues.js';
import { bind, cells, parameterIn, parametersIn, type Cell, type Choices } from './matrix.js';
import { quoted, type Mistake } from './mistakes.js';
import type { ReadStep } from './read-steps.js';
import type { ScenarioMachine } from './scenario.js';
import { archsOf, shapeOf } from './walk-of-cell.js';
import type { YamlSource } from './yaml-source.js';

/** Whether the operation takes the step's value, with every choice that the step refers to; all of them must be known. */
export function checkValue(
  source: YamlSource,
  machine: ScenarioMachine,
  choices: Choices,
  step: ReadStep<OperationModel>,
): Mistake[] {
  const names = parametersIn(step.value).map(({ name }) => name);
  const used = Object.fromEntries(names.map((name) => [name, choices[name] ?? []]));
  const mistakes = archsOf(machine).flatMap((arch) => {
    const schema = step.operation.parameters(shapeOf(machine, arch));
    return cells(used).flatMap((cell) => {
      const issues = schema.safeParse(bind(step.value, cell)).error?.issues ?? [];
      return issues.flatMap((issue) => mistakesOf(issue, source, step, cell));
    });
  });
  // Two architectures and many cells say the same thing often.
  return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake])).values()];
}

function mistakesOf(
  issue: z.core.$ZodIssue,
  source: YamlSource,
  { operation, value, valuePath, path }: ReadStep<OperationModel>,
  cell: Cell,
): Mistake[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...source.placeOfKey([...valuePath, ...issue.path, key]),
      message: `found the key ${quoted(key)}, expected as in "${operation.example}"`,
    }));
  }
  const parameter = parameterIn(valueAt(value, issue.path));
  if (parameter === undefined) {
    return [{ ...source.placeOf([...valuePath, ...issue.path]), message: issue.message }];
  }
  // What has to be mended is the choice, not the step that uses it.
  const values = valueAt(source.value, ['with', parameter]);
  const choice = Array.isArray(values) ? values.indexOf(cell[parameter]) : 0;
  const message = `${issue.message} (as $${parameter} in step ${Number(path[1]) + 1}, ${operation.name})`;
  return [{ ...source.placeOf(['with', parameter, choice]), message }];
}
