import { allSteps, type OperationModel, type Transport } from '../model/index.js';
import { parameterIn } from './matrix.js';
import type { Scenario, StepTemplate } from './scenario.js';

/**
 * A scenario whose migrations go other ways, where it leaves open which: what stands behind `via: $…` takes these values. One
 * that names its ways itself stays as it is.
 */
export function withTransports<Operation extends OperationModel>(
  scenario: Scenario<Operation>,
  wanted: readonly Transport[],
): Scenario<Operation> {
  const open = new Set(allSteps(scenario.steps).flatMap(openWay));
  const choices = Object.entries(scenario.choices).map(([name, values]): [string, typeof values] => [
    name,
    open.has(name) ? wanted : values,
  ]);
  return { ...scenario, choices: Object.fromEntries(choices) };
}

/** The parameter that stands for its way. */
function openWay({ value }: StepTemplate): string[] {
  const via =
    typeof value === 'object' && value !== null && 'via' in value ? parameterIn(value.via) : undefined;
  return via === undefined ? [] : [via];
}
