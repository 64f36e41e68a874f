import { localHost } from '../host/index.js';
import type { MachineSpec } from '../qemu/index.js';

/** Why a machine of this kind is never woken from a saved state; nothing when it can be. */
export function whyAlwaysCold(machine: MachineSpec, hasOtherPlace: boolean): string | undefined {
  const { host = localHost, accelerator, extraArguments = [] } = machine;
  if (host !== localHost || hasOtherPlace) return 'saved states are kept for QEMUs on this machine alone';
  if (accelerator !== 'tcg')
    return 'with KVM a state belongs to one host kernel and one processor, and booting takes no longer';
  if (extraArguments.length > 0) return 'arguments of its own may name what is not saved with it';
  return undefined;
}
