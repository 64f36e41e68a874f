import { allSteps, describeStep, firstRefusal, type OperationModel } from '../model/index.js';
import { checkValue } from './check-values.js';
import { cellName, cells, parametersIn, type Choices } from './matrix.js';
import type { Mistake } from './mistakes.js';
import type { ReadStep, ReadSteps } from './read-steps.js';
import type { ScenarioMachine } from './scenario.js';
import { archsOf, shapeOf, walkOfCell } from './walk-of-cell.js';
import type { YamlSource } from './yaml-source.js';

/** Walks every cell on the model, so that what may not be done is said before anything is launched. */
export function checkWalks<Operation extends OperationModel>(
  source: YamlSource,
  machine: ScenarioMachine,
  choices: Choices,
  steps: ReadSteps<Operation>,
): Mistake[] {
  const mistakes: Mistake[] = [];
  const walkable: ReadStep<Operation>[] = [];
  let whole = true;
  for (const step of steps) {
    // An unknown $parameter is reported already; what the operation would say of it only confuses.
    const all = allSteps(step ? [step] : []);
    const complete =
      step && all.every(({ value }) => parametersIn(value).every(({ name }) => Object.hasOwn(choices, name)));
    const wrong = complete ? all.flatMap((one) => checkValue(source, machine, choices, one)) : [];
    mistakes.push(...wrong);
    // After a step that nobody can do, the model does not know where it is.
    whole &&= complete === true && wrong.length === 0;
    if (step && whole) walkable.push(step);
  }
  return [...mistakes, ...checkRefusals(source, machine, choices, walkable)];
}

/** A step that the model refuses, and in which cells. */
interface RefusedTemplate {
  readonly step: ReadStep<OperationModel>;
  /** What is wrong in the first of them. */
  readonly message: string;
  readonly cells: Set<string>;
}

function checkRefusals(
  source: YamlSource,
  machine: ScenarioMachine,
  choices: Choices,
  steps: readonly ReadStep<OperationModel>[],
): Mistake[] {
  const refused = new Map<number, RefusedTemplate>();
  const matrix = cells(choices);
  for (const arch of archsOf(machine)) {
    for (const cell of matrix) {
      const walk = walkOfCell(shapeOf(machine, arch), steps, cell);
      const { index, refusal } = firstRefusal(walk) ?? {};
      if (index === undefined || refusal?.because !== 'mistake') continue;
      const [step, bound] = [steps[index], walk.steps[index]];
      if (!step || !bound) continue;
      const message = `cannot ${describeStep(bound)} here: ${refusal.reason}`;
      const entry = refused.get(index) ?? { step, message, cells: new Set() };
      entry.cells.add(cellName('', cell));
      refused.set(index, entry);
    }
  }
  return [...refused.values()].map(({ step, message, cells: bad }) => ({
    ...source.placeOf(step.path),
    message: `${message}${bad.size === matrix.length ? '' : inCells([...bad])}`,
  }));
}

function inCells([first = '', ...others]: string[]): string {
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return ` (in the cell ${first}${more})`;
}
