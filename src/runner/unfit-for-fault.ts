import type { Fault } from '../faults/index.js';
import type { Walk } from '../model/index.js';
import { handsOverDescriptor } from './ways-of-walk.js';

/** Why a fault cannot be planted on a walk; nothing when it can, or when none is to be. */
export function unfitForFault(fault: Fault | undefined, walk: Walk): string | undefined {
  if (!fault) return undefined;
  const why = whyNot(fault, walk);
  return why === undefined ? undefined : `the fault ${fault.name} cannot be planted: ${why}`;
}

function whyNot(fault: Fault, walk: Walk): string | undefined {
  const { archs } = fault;
  if (archs?.includes(walk.shape.arch) === false) return `it is one of ${archs.join(' and ')} guests`;
  const unfit = fault.unfit(walk);
  if (unfit !== undefined) return unfit;
  return fault.plant && handsOverDescriptor(walk)
    ? "it stands between vmwright and QEMU's monitor, where no open descriptor (via fd, fdset) gets through"
    : undefined;
}
