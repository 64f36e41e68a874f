import type { RunningMachine } from '../../machine/index.js';
import {
  crawlBytesPerSecond,
  MigrationProgress,
  setUpMigration,
  unlimitedBytesPerSecond,
  type MigrationSetUp,
  type MigrationSide,
  type Route,
} from '../../migration/index.js';
import { QmpConnectionLostError } from '../../qmp/index.js';
import type { MigrateParameters } from '../../model/index.js';
import type { WaitOptions } from '../../support/deadline.js';
import { switchToPostcopy } from './postcopy.js';

/** A VM's journey from one QEMU into the next. */
export interface Journey {
  /** As in "migrating via unix", for messages. */
  readonly what: string;
  readonly source: RunningMachine;
  /** May still be starting. */
  readonly destination: Promise<RunningMachine>;
  readonly route: Route;
  readonly setUp: Readonly<Record<MigrationSide, MigrationSetUp>>;
  readonly postcopy?: MigrateParameters['postcopy'];
  /** Done while the source is active and cannot end; it is not held up when there is nothing. */
  readonly meanwhile?: (() => Promise<void>) | undefined;
}

/** What the two QEMUs told of a journey, in order. */
export type JourneyHistory = Readonly<Record<MigrationSide, readonly string[]>>;

/**
 * Sends a VM on its journey, and returns when both QEMUs say that it is complete.
 *
 * @throws FindingError `migration-failed` when one of them says otherwise
 */
export async function travel(journey: Journey, wait: WaitOptions): Promise<JourneyHistory> {
  const { file, opensDestination } = journey.route;
  if (opensDestination) return await openingDestination(journey, wait);
  return await (file ? throughFile(journey, wait) : directly(journey, wait));
}

async function directly(journey: Journey, wait: WaitOptions): Promise<JourneyHistory> {
  const { what, source, route, setUp, postcopy } = journey;
  const destination = await journey.destination;
  const ends = { source, destination };
  using incoming = new MigrationProgress(what, 'destination', ends);
  using outgoing = new MigrationProgress(what, 'source', ends);
  await setUpMigration(destination.qmp, setUp.destination, wait);
  await route.receive(destination.qmp, wait);
  await send(journey, outgoing, wait);
  if (postcopy) await switchToPostcopy(postcopy, { ...ends, outgoing, incoming }, wait);
  await Promise.all([outgoing.reaches(['completed'], wait), incoming.reaches(['completed'], wait)]);
  return { source: outgoing.history, destination: incoming.history };
}

async function openingDestination(journey: Journey, wait: WaitOptions): Promise<JourneyHistory> {
  const { what, source, route, setUp } = journey;
  using outgoing = new MigrationProgress(what, 'source', { source });
  // One that does not even start is not waited for.
  const failed = journey.destination.then(() => new Promise<never>(() => undefined));
  await Promise.race([failed, send(journey, outgoing, wait)]);
  const destination = await journey.destination;
  using incoming = new MigrationProgress(what, 'destination', { source, destination });
  await setUpMigration(destination.qmp, setUp.destination, wait);
  await route.receive(destination.qmp, wait);
  await Promise.all([outgoing.reaches(['completed'], wait), incoming.reaches(['completed'], wait)]);
  return { source: outgoing.history, destination: incoming.history };
}

async function throughFile(journey: Journey, wait: WaitOptions): Promise<JourneyHistory> {
  const { what, source, route, setUp } = journey;
  using outgoing = new MigrationProgress(`${what}, saving`, 'source', { source });
  try {
    await send(journey, outgoing, wait);
    await outgoing.reaches(['completed'], wait);
  } finally {
    await route.file?.checkSpace();
  }
  await route.file?.whole(wait);
  const destination = await (source.isSucceeded
    ? Promise.race([journey.destination, failedAfterAll(outgoing, wait)])
    : journey.destination);
  using incoming = new MigrationProgress(`${what}, restoring`, 'destination', { source, destination });
  await setUpMigration(destination.qmp, setUp.destination, wait);
  await route.receive(destination.qmp, wait);
  await incoming.reaches(['completed'], wait);
  return { source: outgoing.history, destination: incoming.history };
}

/** A source that cannot replace itself tells that the migration has failed when it was complete already. */
async function failedAfterAll(outgoing: MigrationProgress, wait: WaitOptions): Promise<never> {
  try {
    await outgoing.reaches([], wait);
  } catch (error) {
    const isReplaced = error instanceof Error && error.cause instanceof QmpConnectionLostError;
    if (!isReplaced) throw error;
  }
  return await new Promise<never>(() => undefined);
}

/** Has the source begin; with something to do meanwhile or with postcopy, it is active and has no end in sight. */
async function send(journey: Journey, outgoing: MigrationProgress, wait: WaitOptions): Promise<void> {
  const { source, route, setUp, meanwhile, postcopy } = journey;
  const { qmp } = source;
  const { parameters } = setUp.source;
  const isHeld = meanwhile !== undefined || postcopy !== undefined;
  const held = isHeld ? { ...parameters, 'max-bandwidth': crawlBytesPerSecond } : parameters;
  await setUpMigration(qmp, { ...setUp.source, parameters: held }, wait);
  await route.send(qmp, wait);
  if (!isHeld) return;
  await outgoing.reaches(['active'], wait);
  await meanwhile?.();
  // With postcopy the limit is another one from then on.
  if (postcopy) return;
  await qmp.execute(
    'migrate-set-parameters',
    { 'max-bandwidth': unlimitedBytesPerSecond },
    { signal: wait.signal },
  );
}
