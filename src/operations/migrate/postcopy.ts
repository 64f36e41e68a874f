import { join } from 'node:path';
import type { RunningMachine } from '../../machine/index.js';
import { unlimitedBytesPerSecond, type MigrationProgress } from '../../migration/index.js';
import type { MigrateParameters } from '../../model/index.js';
import { until, type WaitOptions } from '../../support/deadline.js';

/** So slow that most of the memory is still to come when its channel breaks. */
const slowBytesPerSecond = 2 ** 20;

export interface PostcopyEnds {
  readonly source: RunningMachine;
  readonly destination: RunningMachine;
  readonly outgoing: MigrationProgress;
  readonly incoming: MigrationProgress;
}

/** Moves the vCPUs of a VM whose migration is active; the rest of its memory follows. */
export async function switchToPostcopy(
  kind: NonNullable<MigrateParameters['postcopy']>,
  ends: PostcopyEnds,
  wait: WaitOptions,
): Promise<void> {
  const { source, outgoing, incoming } = ends;
  const { signal } = wait;
  const breaks = kind.endsWith('recover');
  await source.qmp.execute(
    'migrate-set-parameters',
    { 'max-postcopy-bandwidth': breaks ? slowBytesPerSecond : unlimitedBytesPerSecond },
    { signal },
  );
  await source.qmp.execute('migrate-start-postcopy', undefined, { signal });
  await Promise.all([
    outgoing.reaches(['postcopy-active'], wait),
    incoming.reaches(['postcopy-active'], wait),
  ]);
  if (breaks) await breakAndRecover(ends, wait);
}

/** The destination's main loop may wait for memory that does not come: what it is told goes out of band. */
async function breakAndRecover(
  { source, destination, outgoing, incoming }: PostcopyEnds,
  wait: WaitOptions,
): Promise<void> {
  const { signal } = wait;
  // One whose vCPUs have not begun gives up in place of waiting (migration/savevm.c, postcopy_pause_incoming).
  await until('the VM to be at the destination', { ...wait, intervalMs: 5 }, async () => {
    const { status } = await destination.qmp.execute('query-status', undefined, { signal });
    return status === 'inmigrate' ? undefined : true;
  });
  await source.qmp.execute('migrate-pause', undefined, { signal, oob: true });
  await Promise.all([
    outgoing.reaches(['postcopy-paused'], wait),
    incoming.reaches(['postcopy-paused'], wait),
  ]);
  const uri = `unix:${join(destination.directory, 'recovery.sock')}`;
  await destination.qmp.execute('migrate-recover', { uri }, { signal, oob: true });
  await source.qmp.execute('migrate', { uri, resume: true }, { signal });
  await Promise.all([
    outgoing.reaches(['postcopy-active'], wait),
    incoming.reaches(['postcopy-active'], wait),
  ]);
  await source.qmp.execute(
    'migrate-set-parameters',
    { 'max-postcopy-bandwidth': unlimitedBytesPerSecond },
    { signal },
  );
}
