import type { MigrationStream, StreamEdit } from '../../migration/index.js';
import type { Arch, MigrateParameters, Step, Walk } from '../../model/index.js';
import type { Fault } from '../fault.js';
import { stepsOf } from '../fit.js';
import { streamTap } from './stream-tap.js';

/** Changes to a saved VM that make a fault. */
export interface StreamPlan {
  readonly edits: readonly StreamEdit[];
  /** What is wrong in it then: `cpu#1/power_state: off -> on`. */
  readonly what: string;
}

export interface StreamFaultSpec {
  readonly name: string;
  readonly says: string;
  readonly archs?: readonly Arch[];
  /** Whether it has to know where the guest's memory is. */
  readonly memory?: true;
  /**
   * What is lost when the source saves, not when the destination loads: then what the source saved is changed itself, for a
   * witness that reads it.
   */
  readonly whenSaved?: true;
  /** The operation that a walk needs besides a migration, for the fault to have an occasion. */
  readonly occasion?: string;
  /** @returns nothing when this VM gives no occasion, as one whose vCPUs are all on to a fault that turns them on */
  plan(
    stream: MigrationStream,
    signal: AbortSignal,
  ): Promise<StreamPlan | undefined> | StreamPlan | undefined;
}

/** A fault that is planted in the first saved VM which gives it an occasion. */
export function streamFault(spec: StreamFaultSpec): Fault {
  const { name, says, archs, occasion } = spec;
  return {
    ...{ name, says, place: 'stream', archs },
    unfit: (walk) => {
      if (!isThroughFile(walk.steps, spec))
        return 'it has no migration through a file that can be changed on its way (file, file-uri, file-offset, mapped-ram)';
      return occasion === undefined || has(walk, occasion) ? undefined : `it has no step ${occasion}`;
    },
    plant: (ground) =>
      streamTap(spec, ground, () =>
        isThroughFile(ground.walk.steps.slice(ground.step, ground.step + 1), spec),
      ),
  };
}

/**
 * Whether a VM lives on from a file that can be changed. A descriptor that is handed over open is a file without a name; the
 * memory of a checkpoint does not travel; nobody lives on from a migration in vain.
 */
function isThroughFile(steps: readonly Step[], { memory }: StreamFaultSpec): boolean {
  return stepsOf(steps).some(({ operation, parameters }) => {
    if (operation.name !== 'migrate') return false;
    const { via, cpr } = parameters as MigrateParameters;
    return changeable.has(via) && (memory !== true || cpr === undefined);
  });
}

const changeable: ReadonlySet<string> = new Set(['file', 'file-uri', 'file-offset', 'mapped-ram']);

function has(walk: Walk, occasion: string): boolean {
  return stepsOf(walk.steps).some(({ operation }) => operation.name === occasion);
}
