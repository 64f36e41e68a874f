import type { ArgumentsOf, QmpClient } from '../qmp/index.js';
import type { WaitOptions } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import { runJob } from './job.js';
import { snapshotNode } from './snapshot-disk.js';

/**
 * Saves the VM on the snapshot disk. It is stopped meanwhile; one that was running then runs on.
 *
 * @throws FindingError `snapshot-failed` when QEMU could not, as when the tag is taken
 */
export async function saveSnapshot(qmp: QmpClient, tag: string, wait: WaitOptions): Promise<void> {
  const job = { 'job-id': 'save', tag, vmstate: snapshotNode, devices: [snapshotNode] };
  const { signal } = wait;
  await asSnapshotsGo(qmp, wait, () =>
    snapshotJob(qmp, { what: 'save', tag }, wait, () => qmp.execute('snapshot-save', job, { signal })),
  );
}

/**
 * Takes the VM back to where it was saved; one that is running runs on from there, one that is paused stays paused.
 *
 * @throws FindingError `snapshot-failed` when QEMU could not, as when there is no such snapshot; the VM is stopped then
 */
export async function loadSnapshot(qmp: QmpClient, tag: string, wait: WaitOptions): Promise<void> {
  const job = { 'job-id': 'load', tag, vmstate: snapshotNode, devices: [snapshotNode] };
  const { signal } = wait;
  const { running } = await qmp.execute('query-status', undefined, { signal });
  // A QEMU that has failed to send its VM may take that failure for the load's; one that was cancelled as it failed, too.
  const { status, 'error-desc': error } = await qmp.execute('query-migrate', undefined, { signal });
  const when = status === 'failed' || error !== undefined ? ' after a failed migration' : '';
  const times = await asSnapshotsGo(qmp, wait, () =>
    snapshotJob(qmp, { what: 'load', tag, when }, wait, () => qmp.execute('snapshot-load', job, { signal })),
  );
  // The load that was refused has stopped it, so that the next one has found it stopped.
  if (times > 1 && running) await qmp.execute('cont', undefined, { signal });
}

/** Removes a snapshot from the disk. One that is not there is removed without a word. */
export async function deleteSnapshot(qmp: QmpClient, tag: string, wait: WaitOptions): Promise<void> {
  const job = { 'job-id': 'delete', tag, devices: [snapshotNode] };
  await snapshotJob(qmp, { what: 'delete', tag }, wait, () =>
    qmp.execute('snapshot-delete', job, { signal: wait.signal }),
  );
}

/** What a stream says of itself, and must be the same where it is loaded (migration/savevm.c, configuration_validate_capabilities). */
export const formsOfStream: readonly string[] = ['mapped-ram', 'x-ignore-shared'];

/**
 * Some of what a migration has left switched on does not go together with snapshots. What is of the stream's own form is
 * switched off. Of the rest (migration/options.c, migrate_can_snapshot), a QEMU that says so is told to switch it off; older ones
 * try.
 *
 * @returns how often it was tried
 */
async function asSnapshotsGo(qmp: QmpClient, wait: WaitOptions, task: () => Promise<void>): Promise<1 | 2> {
  const now = await qmp.execute('query-migrate-capabilities', undefined, { signal: wait.signal });
  const left = now.filter(({ capability, state }) => state && formsOfStream.includes(capability));
  await switchOff(
    qmp,
    left.map(({ capability }) => capability),
    wait,
  );
  try {
    await task();
    return 1;
  } catch (error) {
    const capability = incompatibleCapability(error);
    if (capability === undefined) throw error;
    await switchOff(qmp, [capability], wait);
    await task();
    return 2;
  }
}

async function switchOff(qmp: QmpClient, names: readonly string[], { signal }: WaitOptions): Promise<void> {
  if (names.length === 0) return;
  const capabilities = names.map((capability) => ({
    capability,
    state: false,
  })) as ArgumentsOf<'migrate-set-capabilities'>['capabilities'];
  await qmp.execute('migrate-set-capabilities', { capabilities }, { signal });
}

function incompatibleCapability(error: unknown): string | undefined {
  if (!(error instanceof FindingError)) return undefined;
  const [, capability] = /^Snapshots are not compatible with ([\w-]+)$/.exec(error.finding.seen ?? '') ?? [];
  return capability;
}

interface SnapshotJob {
  readonly what: 'save' | 'load' | 'delete';
  readonly tag: string;
  /** What may have to do with its failure: ` after …`. */
  readonly when?: string;
}

async function snapshotJob(
  qmp: QmpClient,
  { what, tag, when = '' }: SnapshotJob,
  wait: WaitOptions,
  start: () => Promise<unknown>,
): Promise<void> {
  let cause: unknown;
  const seen = await runJob(qmp, what, wait, start).catch((error: unknown) => {
    if (!(error instanceof DeadlineError)) throw error;
    cause = error;
    return 'it did not end';
  });
  if (seen === undefined) return;
  throw new FindingError(
    `QEMU could not ${what} the snapshot ${tag}${when}: ${seen}`,
    {
      kind: 'snapshot-failed',
      signature: `snapshot-failed ${what}${when}: ${seen.replaceAll(tag, 'TAG')}`,
      expected: `the job to ${what} it succeeds`,
      seen,
    },
    { cause },
  );
}
