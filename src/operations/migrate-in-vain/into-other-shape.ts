import type { RunningMachine } from '../../machine/index.js';
import { migrationFailure, MigrationProgress, setUpMigration, vainEnd } from '../../migration/index.js';
import { QmpError } from '../../qmp/index.js';
import { withDeadline } from '../../support/deadline.js';
import { DeadlineError } from '../../support/errors.js';
import { FindingError } from '../../support/finding.js';
import { crawl, type Attempt } from './attempt.js';

/** Sends a VM into a machine of another shape, which must not take it in. */
export async function intoOtherShape(
  attempt: Attempt,
  destination: RunningMachine,
  /** Whether the source must not get far, so that it cannot have stopped by the time that it is refused. */
  isSeenAtOnce: boolean,
): Promise<void> {
  const { what, source, setUp, route, outgoing, wait } = attempt;
  // Over a connection in both directions the source learns that it was refused.
  const both = { ...setUp, capabilities: [...setUp.capabilities, 'return-path' as const] };
  const parameters = isSeenAtOnce ? { ...setUp.parameters, ...crawl } : setUp.parameters;
  await setUpMigration(destination.qmp, both, wait);
  using incoming = new MigrationProgress(what, 'destination', { source, destination });
  await route.receive(destination.qmp, wait);
  await setUpMigration(source.qmp, { ...both, parameters }, wait);
  await route.send(source.qmp, wait);
  await isRefused(attempt, destination, incoming);
  await vainEnd(outgoing, what, 'failed', wait);
}

/**
 * Saves a VM into a file that a machine of another shape must not take in. The source is done by then, and has to be told
 * to go on.
 */
export async function fileIntoOtherShape(attempt: Attempt, destination: RunningMachine): Promise<void> {
  const { what, source, setUp, route, outgoing, wait } = attempt;
  await setUpMigration(source.qmp, setUp, wait);
  try {
    await route.send(source.qmp, wait);
    await vainEnd(outgoing, what, 'completed', wait);
  } finally {
    await route.file?.checkSpace();
  }
  await route.file?.whole(wait);
  await setUpMigration(destination.qmp, setUp, wait);
  using incoming = new MigrationProgress(what, 'destination', { source, destination });
  await route.receive(destination.qmp, wait);
  await isRefused(attempt, destination, incoming);
  await source.qmp.execute('cont', undefined, { signal: wait.signal });
}

/** @throws FindingError when the destination takes the VM in, or does not say why it does not */
async function isRefused(
  attempt: Attempt,
  destination: RunningMachine,
  incoming: MigrationProgress,
): Promise<void> {
  const { what, source, wait } = attempt;
  const end = await endOf(destination, incoming, attempt);
  // One that crashed is the VM's trouble.
  wait.signal?.throwIfAborted();
  if (end === 'it took the VM in') {
    throw new FindingError(`${what}: the destination took the VM in`, {
      ...{ kind: 'not-refused', expected: 'the destination refuses, and says why', seen: end },
      signature: `not-refused ${what}`,
    });
  }
  if (end === 'neither') {
    const seen = 'the destination neither refused the VM nor took it in';
    throw await migrationFailure(what, seen, { source, destination });
  }
  if (destination.lastWords.length > 0) return;
  throw await migrationFailure(what, 'the destination gave up without a word', { source });
}

/** A destination that refuses gives up altogether: nobody asked it to stay (`exit-on-error` of `migrate-incoming`). */
async function endOf(
  destination: RunningMachine,
  incoming: MigrationProgress,
  { what, wait }: Attempt,
): Promise<'gave up' | 'it took the VM in' | 'neither'> {
  const ended = destination.died.then(() => 'gave up' as const);
  try {
    return await withDeadline(`${what}: the destination to refuse`, wait, async () => {
      // Its connection goes with it.
      const told = incoming.reaches(['failed', 'completed'], wait).catch((error: unknown) => {
        if (error instanceof QmpError) return 'failed';
        throw error;
      });
      const first = await Promise.race([ended, told]);
      return first === 'completed' ? 'it took the VM in' : await ended;
    });
  } catch (error) {
    if (error instanceof DeadlineError) return 'neither';
    throw error;
  }
}
