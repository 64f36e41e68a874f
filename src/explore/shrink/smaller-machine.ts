import type { MachineShape } from '../../model/index.js';
import { stepCount, type ExploredStep, type ExploredWalk } from '../explored.js';
import { allowedPart } from './allowed-part.js';

/** The same steps on machines with fewer vCPUs, the smallest first, and with fewer free slots. */
export function* smallerMachine(walk: ExploredWalk): Generator<ExploredWalk> {
  const { shape, steps } = walk;
  const { maxVcpus = shape.vcpus, ...rest } = shape;
  const free = maxVcpus - shape.vcpus;
  const shapes: MachineShape[] = [];
  for (let vcpus = 1; vcpus < shape.vcpus; vcpus++)
    for (const slots of new Set([0, 1, free]))
      if (slots <= free) shapes.push({ ...rest, vcpus, ...(slots > 0 && { maxVcpus: vcpus + slots }) });
  for (let slots = 0; slots < free; slots++)
    shapes.push({ ...rest, ...(slots > 0 && { maxVcpus: shape.vcpus + slots }) });
  for (const smaller of shapes) {
    for (const numberOf of new Set([lower(shape, smaller), same])) {
      const part = allowedPart({ shape: smaller, steps: steps.map((step) => renumbered(step, numberOf)) });
      if (stepCount(part.steps) === stepCount(steps)) yield part;
    }
  }
}

type NumberOf = (vcpu: number) => number;

const same: NumberOf = (vcpu) => vcpu;

/** The first stays, the last ones become the last ones that are left, and a free slot becomes a free slot. */
function lower(from: MachineShape, to: MachineShape): NumberOf {
  const fewer = from.vcpus - to.vcpus;
  return (vcpu) => {
    if (vcpu === 0) return 0;
    if (vcpu >= from.vcpus) return vcpu - fewer;
    return Math.max(Math.min(1, to.vcpus - 1), vcpu - fewer);
  };
}

function renumbered(step: ExploredStep, numberOf: NumberOf): ExploredStep {
  const { operation, parameters, meanwhile } = step;
  return {
    ...step,
    parameters: operation.renumbered ? operation.renumbered(parameters, numberOf) : parameters,
    ...(meanwhile && { meanwhile: meanwhile.map((inner) => renumbered(inner, numberOf)) }),
  };
}
