import { modelAfter, notLaunched, type Need, type VmModel } from '../model/index.js';
import { operations as allOperations, type Operation } from '../operations/index.js';
import type { WalkPlace } from '../runner/index.js';

/** What of all that exploration can try a QEMU does not offer. */
export async function missingNeeds(
  place: WalkPlace,
  operations: readonly Operation[],
  signal: AbortSignal,
): Promise<ReadonlySet<Need>> {
  // Also asked when nothing is plugged: the machines' shapes depend on it.
  const needs = new Set<Need>(['pluggable vCPUs', ...needsOn(place, operations)]);
  return await place.missing(needs, signal);
}

/**
 * A machine with free slots has all choices, before its boot and after. Those that do not fit cannot be asked for: whether a
 * QEMU takes a descriptor, one on another host does not tell.
 */
function needsOn(place: WalkPlace, operations: readonly Operation[]): Need[] {
  const start = notLaunched({ arch: place.arch, vcpus: 2, maxVcpus: 4, ramMib: 512 });
  const boot = allOperations.get('boot');
  const models: VmModel[] = boot
    ? [start, modelAfter(start, { operation: boot, parameters: undefined })]
    : [start];
  return models.flatMap((model) =>
    operations.flatMap((operation) =>
      operation
        .choices(model)
        .filter(({ parameters }) => place.fits({ operation, parameters }))
        .flatMap(({ parameters }) => operation.needs?.(parameters) ?? []),
    ),
  );
}
