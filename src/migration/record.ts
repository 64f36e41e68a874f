import { stat } from 'node:fs/promises';
import type { RunningMachine } from '../machine/index.js';
import { until, type WaitOptions } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import type { MigrationSide } from './ends.js';
import type { MigrationStatus } from './progress.js';

/** What both QEMUs told of a migration that is complete. */
export interface MigrationRecord {
  /** The place in the VM's journal of events where it began. */
  readonly since: number;
  /** The statuses that each side told by MIGRATION events, in order. */
  readonly history: Readonly<Record<MigrationSide, readonly MigrationStatus[]>>;
  /** What each side's `query-migrate` says at the end; nothing of a source that has become the destination. */
  readonly status: Readonly<Partial<Record<MigrationSide, MigrationStatus>>>;
  /** The source's runstate at the end, and what it must be. */
  readonly sourceRunstate: { readonly seen: string; readonly expected: string } | undefined;
  /** The stream's length by the source's `query-migrate`, and by the file; nothing where there is no file to compare. */
  readonly length: { readonly toldBytes: number; readonly fileBytes: number } | undefined;
}

/**
 * Asks both QEMUs about the migration that they have just completed.
 *
 * @param ends - without a source that has become the destination
 * @param file - the stream's, where its length must be what QEMU tells
 * @param wait - how long the source may take to come to its last runstate
 */
export async function recordMigration(
  ends: { readonly source: RunningMachine | undefined; readonly destination: RunningMachine },
  file: string | undefined,
  wait: WaitOptions,
): Promise<Pick<MigrationRecord, 'status' | 'length'> & { readonly sourceRunstate: string | undefined }> {
  const { signal } = wait;
  const [source, destination, sourceRunstate, size] = await Promise.all([
    ends.source?.qmp.execute('query-migrate', undefined, { signal }),
    ends.destination.qmp.execute('query-migrate', undefined, { signal }),
    ends.source && runstateAtTheEnd(ends.source, wait),
    file === undefined ? undefined : stat(file),
  ]);
  return {
    status: {
      ...(source && { source: source.status ?? 'none' }),
      destination: destination.status ?? 'none',
    },
    sourceRunstate,
    length: size && source && { toldBytes: Number(source.ram?.transferred ?? 0), fileBytes: size.size },
  };
}

/** A source tells that the migration is completed before it has finished with it, be it by a moment. */
async function runstateAtTheEnd({ qmp }: RunningMachine, wait: WaitOptions): Promise<string> {
  let seen = 'unknown';
  const last = until('the source to have finished', { ...wait, intervalMs: 5 }, async (signal) => {
    seen = (await qmp.execute('query-status', undefined, { signal })).status;
    return seen === 'finish-migrate' ? undefined : seen;
  });
  return last.catch((error: unknown) => {
    if (error instanceof DeadlineError) return seen;
    throw error;
  });
}
