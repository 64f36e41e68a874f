import { faults } from '../faults/index.js';
import { expandScenario } from './expand.js';
import type { Mistake } from './mistakes.js';
import type { Scenario } from './scenario.js';
import { archsOf } from './walk-of-cell.js';
import type { YamlSource } from './yaml-source.js';

/** A fault that can be planted in none of its cells is one that a scenario can never catch. */
export function checkCatches(source: YamlSource, scenario: Scenario): Mistake[] {
  const walks = archsOf(scenario.machine).flatMap((arch) =>
    expandScenario(scenario, arch).flatMap(({ walk, skip }) => (skip === undefined ? [walk] : [])),
  );
  return scenario.catches.flatMap((name, index) => {
    const fault = faults.get(name);
    if (!fault) return [];
    const reasons = walks.map((walk) =>
      fault.archs?.includes(walk.shape.arch) === false
        ? `it is one of ${fault.archs.join(' and ')} guests`
        : fault.unfit(walk),
    );
    if (reasons.length === 0 || reasons.includes(undefined)) return [];
    const message = `the fault ${name} cannot be planted here: ${reasons[0] ?? ''}`;
    return [{ ...source.placeOf(['catches', index]), message }];
  });
}
