import { expect } from 'chai';
import { vainEnd } from '../../../src/migration/vain-end.js';
import type { MigrationProgress } from '../../../src/migration/index.js';
import { FindingError } from '../../../src/support/finding.js';

/** A migration that has told these statuses, the last of them its end. */
const told = (...history: string[]): MigrationProgress =>
  ({ history, reaches: () => Promise.resolve(history.at(-1)) }) as unknown as MigrationProgress;

const ending = (wanted: 'cancelled' | 'failed' | 'completed', ...history: string[]) =>
  vainEnd(told(...history), 'migrating', wanted, { timeoutMs: 1_000 });

describe('the end of a migration in vain', () => {
  for (const [wanted, ...history] of [
    ['cancelled', 'setup', 'cancelling', 'cancelled'],
    ['cancelled', 'setup', 'active', 'pre-switchover', 'cancelling', 'cancelled'],
    ['failed', 'setup', 'active', 'failed'],
    // Seen with multifd, whose channels fail one by one.
    ['failed', 'setup', 'active', 'failing', 'failing', 'failed'],
    ['failed', 'setup', 'active', 'pre-switchover', 'device', 'failed', 'failed'],
    ['completed', 'setup', 'active', 'device', 'completed'],
  ] as const) {
    it(`is right when it is ${wanted} by ${history.join(', ')}`, () => ending(wanted, ...history));
  }

  for (const [wanted, ...history] of [
    ['cancelled', 'setup', 'active', 'cancelled'],
    ['cancelled', 'setup', 'active', 'cancelling', 'failed'],
    ['cancelled', 'setup', 'active', 'completed'],
    ['failed', 'setup', 'active', 'completed'],
    ['failed', 'setup', 'active', 'cancelling', 'cancelled'],
    ['completed', 'setup', 'active', 'failed'],
  ] as const) {
    it(`is wrong when it must be ${wanted} and the source says ${history.join(', ')}`, async () => {
      const error: unknown = await ending(wanted, ...history).catch((thrown: unknown) => thrown);
      if (!(error instanceof FindingError)) throw new Error('a finding was expected', { cause: error });
      expect(error.finding).to.deep.include({
        kind: 'state-mismatch',
        expected: `migration status: ${wanted}`,
        seen: `migration status: ${history.join(', ')}`,
      });
    });
  }
});
