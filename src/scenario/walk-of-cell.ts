import type { Arch, MachineShape, OperationModel, Step, Walk } from '../model/index.js';
import { archs } from './schema.js';
import { bind, type Cell } from './matrix.js';
import type { ScenarioMachine, StepTemplate } from './scenario.js';

/** The shape of the scenario's machine on an architecture. */
export function shapeOf({ vcpus, maxVcpus, ramMib }: ScenarioMachine, arch: Arch): MachineShape {
  return { arch, vcpus, ramMib, ...(maxVcpus !== undefined && { maxVcpus }) };
}

/** The architectures that the scenario is for. */
export function archsOf({ arch }: ScenarioMachine): readonly Arch[] {
  return arch ? [arch] : archs;
}

/** The walk of one cell. @throws ZodError when a value does not fit; in a loaded scenario all do */
export function walkOfCell<Operation extends OperationModel>(
  shape: MachineShape,
  steps: readonly StepTemplate<Operation>[],
  cell: Cell,
): Walk<Operation> {
  return { shape, steps: steps.map((step) => stepOfCell(shape, step, cell)) };
}

function stepOfCell<Operation extends OperationModel>(
  shape: MachineShape,
  { operation, value, refused, meanwhile }: StepTemplate<Operation>,
  cell: Cell,
): Step<Operation> {
  return {
    operation,
    parameters: operation.parameters(shape).parse(bind(value, cell)),
    ...(refused === true && { refused }),
    ...(meanwhile && { meanwhile: meanwhile.map((inner) => stepOfCell(shape, inner, cell)) }),
  };
}
