import { operations } from '../../src/operations/index.js';
import type { ExploredStep, ExploredWalk } from '../../src/explore/explored.js';
import type { Arch, MachineShape } from '../../src/model/index.js';

/** A step by its operation's name and what stands behind it in a scenario. */
function stepOf(
  shape: MachineShape,
  name: string,
  value?: unknown,
  more: Partial<ExploredStep> = {},
): ExploredStep {
  const operation = operations.get(name);
  if (!operation) throw new Error(`no operation ${name}`);
  return { operation, parameters: operation.parameters(shape).parse(value), ...more };
}

/** A walk of steps as `['offline', 2]`. */
export function walkOf(
  { arch = 'aarch64', vcpus = 4, maxVcpus }: { arch?: Arch; vcpus?: number; maxVcpus?: number },
  ...steps: readonly (readonly [name: string, value?: unknown])[]
): ExploredWalk {
  const shape = { arch, vcpus, ramMib: 512, ...(maxVcpus !== undefined && { maxVcpus }) };
  return { shape, steps: steps.map(([name, value]) => stepOf(shape, name, value)) };
}
