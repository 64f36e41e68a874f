import { firstRefusal, type Arch, type OperationModel, type Walk } from '../model/index.js';
import { cellName, cells } from './matrix.js';
import type { Scenario, ScenarioWalk } from './scenario.js';
import { shapeOf, walkOfCell } from './walk-of-cell.js';

/** The walks of a scenario on an architecture: one for every combination of its choices. */
export function expandScenario<Operation extends OperationModel>(
  scenario: Scenario<Operation>,
  arch: Arch,
): ScenarioWalk<Operation>[] {
  const shape = shapeOf(scenario.machine, arch);
  return cells(scenario.choices).map((choices) => {
    const walk = walkOfCell(shape, scenario.steps, choices);
    const skip = reasonToSkip(scenario, walk);
    return {
      name: cellName(scenario.name, choices),
      scenario: scenario.name,
      choices,
      walk,
      ...(skip !== undefined && { skip }),
    };
  });
}

function reasonToSkip({ machine }: Scenario, walk: Walk): string | undefined {
  if (machine.arch && machine.arch !== walk.shape.arch) {
    return `the scenario is for ${machine.arch}, and this machine is ${walk.shape.arch}`;
  }
  return firstRefusal(walk)?.refusal.reason;
}
