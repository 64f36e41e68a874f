import type { RunningMachine } from '../../machine/index.js';
import { setUpMigration, vainEnd, type MigrationParameters } from '../../migration/index.js';
import type { Moment } from '../../model/index.js';
import { crawl, type Attempt } from './attempt.js';

/** Cancels a migration at a moment. */
export async function cancel(attempt: Attempt, at: Moment, meanwhile: () => Promise<void>): Promise<void> {
  const { source, wait, outgoing, what } = attempt;
  const begun = await sendUntil(attempt, at);
  await meanwhile();
  await source.qmp.execute('migrate_cancel', undefined, { signal: wait.signal });
  await begun.sent;
  await vainEnd(outgoing, what, 'cancelled', wait);
}

/** Kills the destination at a moment: the source is left with a connection to nobody. */
export async function killDestination(
  attempt: Attempt,
  destination: RunningMachine,
  at: Moment,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const { source, wait, outgoing, what } = attempt;
  const { signal } = wait;
  const isSwitchingOver = at === 'device';
  // One that takes in nothing holds the source where it is.
  if (at === 'setup') await destination.freeze();
  const begun = await sendUntil(attempt, isSwitchingOver ? 'pre-switchover' : at);
  await meanwhile();
  const goOn = () => source.qmp.execute('migrate-continue', { state: 'pre-switchover' }, { signal });
  let going: Promise<unknown> | undefined;
  if (isSwitchingOver) {
    await destination.freeze();
    // While it waits to be rid of what it sends, it may not even answer.
    going = goOn();
    going.catch(() => undefined);
    await outgoing.reaches(['device'], wait);
  }
  await destination.kill();
  await begun.sent;
  await (at === 'pre-switchover' ? goOn() : going);
  await vainEnd(outgoing, what, 'failed', wait);
}

/**
 * Has the source send until it is at a moment, and holds it there.
 *
 * @returns `sent`: settles when QEMU has accepted the migration; at `setup` it may not have yet
 */
async function sendUntil(attempt: Attempt, at: Moment): Promise<{ readonly sent: Promise<void> }> {
  const { source, setUp, route, outgoing, wait } = attempt;
  const stopsBefore = at === 'pre-switchover';
  const capabilities = [
    ...setUp.capabilities,
    ...(stopsBefore ? (['pause-before-switchover'] as const) : []),
  ];
  const parameters = { ...setUp.parameters, ...(stopsBefore ? early(source) : crawl) };
  await setUpMigration(source.qmp, { capabilities, parameters }, wait);
  const sent = route.send(source.qmp, wait);
  sent.catch(() => undefined);
  const reached = outgoing.reaches([at], wait);
  reached.catch(() => undefined); // Nothing is reached when QEMU does not even accept it.
  await Promise.race([reached, sent.then(() => reached)]);
  return { sent };
}

/**
 * Nearly all of the memory is still to be sent when the source stops: by what it believes of its connection, that can be
 * done within the longest downtime that QEMU lets one ask for (2000 s).
 */
function early({ spec }: RunningMachine): MigrationParameters {
  return { 'max-bandwidth': spec.ramMib * 2 ** 10, 'downtime-limit': 2_000_000 };
}
