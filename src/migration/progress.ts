import { filter, firstValueFrom, map } from 'rxjs';
import type { QmpClient } from '../qmp/index.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';

/** 16 GiB/s: as fast as it goes. QEMU's default is 32 MiB/s until 5.1 and 128 MiB/s since. */
const unlimitedBytesPerSecond = 2 ** 34;

/** Lets QEMU tell how a migration goes by MIGRATION events, and lets it go as fast as it can. */
export async function prepareMigration(qmp: QmpClient, { signal }: WaitOptions): Promise<void> {
  await qmp.execute(
    'migrate-set-capabilities',
    { capabilities: [{ capability: 'events', state: true }] },
    { signal },
  );
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': unlimitedBytesPerSecond }, { signal });
}

/**
 * Starts a migration, and waits for the MIGRATION event that says how it ended.
 *
 * @throws FindingError `migration-failed` when it failed or did not end in time
 */
export async function migrationEnd(
  qmp: QmpClient,
  what: string,
  wait: WaitOptions,
  start: () => Promise<unknown>,
): Promise<void> {
  let status = 'none';
  const statuses = qmp.event('MIGRATION').pipe(map(({ data }) => (status = data.status)));
  try {
    await withDeadline(what, { seen: () => `migration status ${status}`, ...wait }, async (signal) => {
      const end = firstValueFrom(statuses.pipe(filter((s) => s === 'completed' || s === 'failed')));
      end.catch(() => undefined); // Told through the race below, also when start() fails first.
      await start();
      signal.throwIfAborted();
      await end;
    });
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    throw failed(`${what} did not end`, `status ${status}`, cause);
  }
  if (status === 'failed') {
    const { 'error-desc': reason } = await qmp.execute('query-migrate', undefined, { signal: wait.signal });
    throw failed(`${what} failed`, reason ?? 'QEMU gives no reason');
  }
}

function failed(what: string, seen: string, cause?: unknown): FindingError {
  return new FindingError(
    `${what}: ${seen}`,
    {
      kind: 'migration-failed',
      signature: `migration-failed ${what}: ${seen.replaceAll(/\d+/g, 'N')}`,
      expected: 'completed',
      seen,
    },
    { cause },
  );
}
