import { localHost, type HostFiles } from '../host/index.js';
import type { QmpClient } from '../qmp/index.js';
import type { WaitOptions } from '../support/deadline.js';
import { MigrationProgress } from './progress.js';
import { execFileRoute } from './routes/exec-file.js';
import { plainSetUp, setUpMigration } from './set-up.js';

/**
 * Saves a VM into a file by every QEMU's own means, and returns when the stream is complete. A running VM is migrated live
 * and stops itself at the end.
 *
 * @param files - of the host that QEMU runs on
 *
 * @throws FindingError `migration-failed` when QEMU says so; EnvironmentError when the disk is too small for it
 */
export async function saveToFile(
  qmp: QmpClient,
  path: string,
  ramMib: number,
  wait: WaitOptions,
  files: HostFiles = localHost.files,
): Promise<void> {
  const route = execFileRoute(path, ramMib, files);
  await setUpMigration(qmp, plainSetUp, wait);
  using progress = new MigrationProgress('saving the VM to a file', 'source', {
    source: { qmp, lastWords: [] },
  });
  try {
    await route.send(qmp, wait);
    await progress.reaches(['completed'], wait);
  } finally {
    await route.file?.checkSpace();
  }
  await route.file?.whole(wait);
}
