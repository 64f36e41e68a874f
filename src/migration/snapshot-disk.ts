import type { RunningMachine } from '../machine/index.js';
import type { QmpClient } from '../qmp/index.js';
import type { WaitOptions } from '../support/deadline.js';
import { EnvironmentError } from '../support/errors.js';
import { runJob } from './job.js';

/** QEMU's name for the disk. No device of the guest has it: it is there for the state of the VM alone. */
export const snapshotNode = 'snapshots';
const fileNode = 'snapshots-file';

/** The state of the VM is not part of the size: qcow2 puts it behind. */
const sizeBytes = 2 ** 20;

/**
 * Gives a running QEMU the disk that internal snapshots are kept in, and makes its file when there is none yet. QEMU itself
 * can make one, so that `qemu-img` is not needed. Harmless when it has the disk.
 *
 * @param path - the qcow2 file; only one QEMU at a time can have it
 * @throws QmpRefusedError when QEMU cannot open it; EnvironmentError when it cannot be made
 */
export async function attachSnapshotDisk(
  { qmp, host }: Pick<RunningMachine, 'qmp' | 'host'>,
  path: string,
  wait: WaitOptions,
): Promise<void> {
  const { signal } = wait;
  const nodes = await qmp.execute('query-named-block-nodes', undefined, { signal });
  if (nodes.some((node) => node['node-name'] === snapshotNode)) return;
  const isNew = (await host.files.stat(path)) === undefined;
  if (isNew) await host.files.write(path, '');
  await qmp.execute('blockdev-add', { driver: 'file', 'node-name': fileNode, filename: path }, { signal });
  if (isNew) await format(qmp, path, wait);
  await qmp.execute(
    'blockdev-add',
    { driver: 'qcow2', 'node-name': snapshotNode, file: fileNode },
    { signal },
  );
}

async function format(qmp: QmpClient, path: string, wait: WaitOptions): Promise<void> {
  const id = 'format-snapshots';
  const options = { driver: 'qcow2', file: fileNode, size: sizeBytes } as const;
  const error = await runJob(qmp, id, wait, () =>
    qmp.execute('blockdev-create', { 'job-id': id, options }, { signal: wait.signal }),
  );
  if (error !== undefined) throw new EnvironmentError(`QEMU could not make a disk in ${path}: ${error}`);
}
