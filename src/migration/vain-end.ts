import { FindingError } from '../support/finding.js';
import type { WaitOptions } from '../support/deadline.js';
import type { MigrationProgress } from './progress.js';

/**
 * Waits for the end of a migration that has to come to nothing.
 *
 * @param what - as in "migrating via unix, cancelled at active"
 * @param wanted - what the source must say: `cancelled`, `failed`; for one through a file that nobody can read, `completed`
 * @throws FindingError `state-mismatch` when it says anything else; `migration-failed` when it does not end
 */
export async function vainEnd(
  outgoing: MigrationProgress,
  what: string,
  wanted: 'cancelled' | 'failed' | 'completed',
  wait: WaitOptions,
): Promise<void> {
  await outgoing.reaches(['cancelled', 'failed', 'completed'], wait);
  const seen = outgoing.history.join(', ');
  if (rightOrder[wanted].test(seen)) return;
  throw new FindingError(`${what}: the source must end as ${wanted}, and said: ${seen}`, {
    kind: 'state-mismatch',
    signature: `state-mismatch after a migration in vain: the source said ${seen}, and must be ${wanted}`,
    expected: `migration status: ${wanted}`,
    seen: `migration status: ${seen}`,
  });
}

/** Of the statuses in their order. A failure may be told more than once: each channel of multifd can see it. */
const rightOrder = {
  cancelled: /^(?!.*(completed|failed)).*cancelling, cancelled$/,
  failed: /^(?!.*(completed|cancel)).*failed$/,
  completed: /^(?!.*(failed|cancel)).*completed$/,
};
