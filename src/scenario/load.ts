import { basename, extname } from 'node:path';
import type * as z from 'zod';
import type { OperationModel } from '../model/index.js';
import { checkCatches } from './check-catches.js';
import { checkWalks } from './check-walks.js';
import { mistakesOfIssues, valueAt } from './issues.js';
import { cellCount, type Choices } from './matrix.js';
import { ScenarioError, type Mistake } from './mistakes.js';
import { checkParameters, readSteps, type ReadSteps } from './read-steps.js';
import type { Scenario } from './scenario.js';
import { salvageChoices, salvageMachine } from './salvage.js';
import { keysAt, scenarioSchema } from './schema.js';
import { readScenarioText } from './source-text.js';
import { YamlSource } from './yaml-source.js';

/** A cell takes seconds; more of them are a slip of the pen. */
const maxCells = 256;
export const maxSteps = 512;

/**
 * Reads a scenario file and checks all of it: the notation, every value, and that every cell can be walked on the
 * model.
 *
 * @param operations - what a step may name
 * @throws {@link ScenarioError} with all mistakes and their places; UsageError when the file is none, or is not text
 * @throws EnvironmentError when the disk fails
 */
export async function loadScenario<Operation extends OperationModel>(
  file: string,
  operations: ReadonlyMap<string, Operation>,
): Promise<Scenario<Operation>> {
  return parseScenario(file, await readScenarioText(file), operations);
}

/** As {@link loadScenario}, for a text that was read already; `file` is for its name and for messages. */
export function parseScenario<Operation extends OperationModel>(
  file: string,
  text: string,
  operations: ReadonlyMap<string, Operation>,
): Scenario<Operation> {
  const refuse = (mistakes: readonly Mistake[]) => {
    const inOrder = mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return new ScenarioError(file, inOrder, text);
  };
  const source = new YamlSource(text);
  if (source.value === undefined) throw refuse(source.mistakes);
  if (source.value === null) {
    const message = 'found nothing in the file, expected a scenario: a map with proves, machine and steps';
    throw refuse([{ ...source.placeOf([]), message }]);
  }

  const whole = scenarioSchema.safeParse(source.value);
  const mistakes = [...source.mistakes, ...mistakesOfIssues(source, whole.error?.issues ?? [], keysAt)];
  // What is wrong elsewhere in the file is no reason to keep quiet about the steps.
  const steps = readSteps(source, operations, mistakes);
  const choices = salvageChoices(valueAt(source.value, ['with']));
  checkParameters(source, choices, mistakes);
  const machine = salvageMachine(valueAt(source.value, ['machine']));
  const excess = tooMany(source, choices, steps.length);
  mistakes.push(...excess);
  if (machine && excess.length === 0) mistakes.push(...checkWalks(source, machine, choices, steps));
  if (mistakes.length > 0 || !whole.success) throw refuse(mistakes);

  const scenario = scenarioOf(file, whole.data, steps);
  const unfit = checkCatches(source, scenario);
  if (unfit.length > 0) throw refuse(unfit);
  return scenario;
}

function scenarioOf<Operation extends OperationModel>(
  file: string,
  { proves, because, machine, with: choices = {}, catches = [] }: z.infer<typeof scenarioSchema>,
  steps: ReadSteps<Operation>,
): Scenario<Operation> {
  return {
    name: basename(file, extname(file)),
    ...{ file, proves, machine, choices, catches },
    ...(because !== undefined && { because }),
    steps: steps.flatMap((step) => step ?? []),
  };
}

function tooMany(source: YamlSource, choices: Choices, steps: number): Mistake[] {
  const mistakes: Mistake[] = [];
  const count = cellCount(choices);
  if (count > maxCells) {
    const message = `found a matrix of ${count} cells, expected at most ${maxCells}`;
    mistakes.push({ ...source.placeOfKey(['with']), message });
  }
  if (steps > maxSteps) {
    mistakes.push({
      ...source.placeOfKey(['steps']),
      message: `found ${steps} steps, expected at most ${maxSteps}`,
    });
  }
  return mistakes;
}
