import type { QmpClient } from '../qmp/index.js';
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
  await snapshotJob(qmp, 'save', tag, wait, () => qmp.execute('snapshot-save', job, { signal: wait.signal }));
}

/**
 * Takes the VM back to where it was saved; one that is running runs on from there, one that is paused stays paused.
 *
 * @throws FindingError `snapshot-failed` when QEMU could not, as when there is no such snapshot; the VM is stopped then
 */
export async function loadSnapshot(qmp: QmpClient, tag: string, wait: WaitOptions): Promise<void> {
  const job = { 'job-id': 'load', tag, vmstate: snapshotNode, devices: [snapshotNode] };
  await snapshotJob(qmp, 'load', tag, wait, () => qmp.execute('snapshot-load', job, { signal: wait.signal }));
}

/** Removes a snapshot from the disk. One that is not there is removed without a word. */
export async function deleteSnapshot(qmp: QmpClient, tag: string, wait: WaitOptions): Promise<void> {
  const job = { 'job-id': 'delete', tag, devices: [snapshotNode] };
  await snapshotJob(qmp, 'delete', tag, wait, () =>
    qmp.execute('snapshot-delete', job, { signal: wait.signal }),
  );
}

async function snapshotJob(
  qmp: QmpClient,
  what: 'save' | 'load' | 'delete',
  tag: string,
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
    `QEMU could not ${what} the snapshot ${tag}: ${seen}`,
    {
      kind: 'snapshot-failed',
      signature: `snapshot-failed ${what}: ${seen.replaceAll(tag, 'TAG')}`,
      expected: `the job to ${what} it succeeds`,
      seen,
    },
    { cause },
  );
}
