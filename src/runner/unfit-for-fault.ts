import type { Fault } from '../faults/index.js';
import type { Walk } from '../model/index.js';

/** Why a fault cannot be planted on a walk; nothing when it can, or when none is to be. */
export function unfitForFault(fault: Fault | undefined, walk: Walk): string | undefined {
  if (!fault) return undefined;
  const { name, archs } = fault;
  const { arch } = walk.shape;
  const why =
    archs?.includes(arch) === false ? `it is one of ${archs.join(' and ')} guests` : fault.unfit(walk);
  return why === undefined ? undefined : `the fault ${name} cannot be planted: ${why}`;
}
