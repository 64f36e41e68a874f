import { QmpRefusedError } from '../qmp/index.js';
import { until, type WaitOptions } from '../support/deadline.js';
import { DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { MigratingQemu } from './ends.js';

/**
 * Waits until a source has let go of the connections of a migration that came to nothing. It says `failed` or `cancelled`
 * before that: as long as the migration's threads have not ended, the next `migrate` is refused as a "duplicate yank instance"
 * (seen for half a second on 7.2 with multifd). Without `query-yank`, which came with 6.0, nothing of the kind is refused.
 *
 * @param what - as in "migrating via unix, cancelled at active"
 * @throws FindingError `migration-failed` when it keeps them
 */
export async function letGo(what: string, source: MigratingQemu, wait: WaitOptions): Promise<void> {
  try {
    await until(
      `${what}: the source to let go of its connections`,
      { ...wait, intervalMs: 5 },
      async (signal) => ((await holdsConnections(source, signal)) ? undefined : true),
    );
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    const seen = 'the source never lets go of its connections';
    const signature = `migration-failed after a migration in vain: ${seen}`;
    const expected = 'another migration can begin';
    throw new FindingError(
      `${what}: ${seen}`,
      { kind: 'migration-failed', signature, expected, seen },
      { cause },
    );
  }
}

async function holdsConnections({ qmp }: MigratingQemu, signal: AbortSignal): Promise<boolean> {
  try {
    const instances = await qmp.execute('query-yank', undefined, { signal });
    return instances.some(({ type }) => type === 'migration');
  } catch (error) {
    if (error instanceof QmpRefusedError && error.errorClass === 'CommandNotFound') return false;
    throw error;
  }
}
