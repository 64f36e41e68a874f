import type { RunningMachine } from '../machine/index.js';
import type { WaitOptions } from '../support/deadline.js';
import type { MigrationSide } from './ends.js';
import type { MigrationStatus } from './progress.js';

/** What both QEMUs told of a migration that is complete. */
export interface MigrationRecord {
  /** The place in the VM's journal of events where it began. */
  readonly since: number;
  /** The statuses that each side told by MIGRATION events, in order. */
  readonly history: Readonly<Record<MigrationSide, readonly MigrationStatus[]>>;
  /** What each side's `query-migrate` says at the end. */
  readonly status: Readonly<Record<MigrationSide, MigrationStatus>>;
  /** The source's runstate at the end, and what it must be. */
  readonly sourceRunstate: { readonly seen: string; readonly expected: string };
  /** The stream's length by the source's `query-migrate`, and by the file; nothing where there is no file to compare. */
  readonly length: { readonly toldBytes: number; readonly fileBytes: number } | undefined;
}

/**
 * Asks both QEMUs about the migration that they have just completed.
 *
 * @param file - the stream's, where its length must be what QEMU tells
 */
export async function recordMigration(
  ends: Readonly<Record<MigrationSide, RunningMachine>>,
  file: string | undefined,
  { signal }: WaitOptions,
): Promise<Pick<MigrationRecord, 'status' | 'length'> & { readonly sourceRunstate: string }> {
  const [source, destination, runstate, size] = await Promise.all([
    ends.source.qmp.execute('query-migrate', undefined, { signal }),
    ends.destination.qmp.execute('query-migrate', undefined, { signal }),
    ends.source.qmp.execute('query-status', undefined, { signal }),
    file === undefined ? undefined : ends.source.host.files.stat(file),
  ]);
  const toldBytes = Number(source.ram?.transferred ?? 0);
  return {
    status: { source: source.status ?? 'none', destination: destination.status ?? 'none' },
    sourceRunstate: runstate.status,
    length: size && { toldBytes, fileBytes: size.sizeBytes },
  };
}
