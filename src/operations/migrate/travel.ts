import type { RunningMachine } from '../../machine/index.js';
import {
  MigrationProgress,
  setUpMigration,
  unlimitedBytesPerSecond,
  type MigrationSetUp,
  type MigrationSide,
  type Route,
} from '../../migration/index.js';
import type { WaitOptions } from '../../support/deadline.js';

/** So slow that not even a guest that does nothing converges: its memory alone takes minutes. */
const crawlBytesPerSecond = 128 * 2 ** 10;

/** A VM's journey from one QEMU into the next. */
export interface Journey {
  /** As in "migrating via unix", for messages. */
  readonly what: string;
  readonly source: RunningMachine;
  /** May still be starting. */
  readonly destination: Promise<RunningMachine>;
  readonly route: Route;
  readonly setUp: Readonly<Record<MigrationSide, MigrationSetUp>>;
  /** Done while the source is active and cannot end; it is not held up when there is nothing. */
  readonly meanwhile?: (() => Promise<void>) | undefined;
}

/**
 * Sends a VM on its journey, and returns when both QEMUs say that it is complete.
 *
 * @throws FindingError `migration-failed` when one of them says otherwise
 */
export async function travel(journey: Journey, wait: WaitOptions): Promise<void> {
  await (journey.route.file ? throughFile(journey, wait) : directly(journey, wait));
}

async function directly(journey: Journey, wait: WaitOptions): Promise<void> {
  const { what, source, route, setUp } = journey;
  const destination = await journey.destination;
  const ends = { source, destination };
  using incoming = new MigrationProgress(what, 'destination', ends);
  using outgoing = new MigrationProgress(what, 'source', ends);
  await setUpMigration(destination.qmp, setUp.destination, wait);
  await route.receive(destination.qmp, wait);
  await send(journey, outgoing, wait);
  await Promise.all([outgoing.reaches(['completed'], wait), incoming.reaches(['completed'], wait)]);
}

async function throughFile(journey: Journey, wait: WaitOptions): Promise<void> {
  const { what, source, route, setUp } = journey;
  using outgoing = new MigrationProgress(`${what}, saving`, 'source', { source });
  try {
    await send(journey, outgoing, wait);
    await outgoing.reaches(['completed'], wait);
  } finally {
    await route.file?.checkSpace();
  }
  await route.file?.whole(wait);
  const destination = await journey.destination;
  using incoming = new MigrationProgress(`${what}, restoring`, 'destination', { source, destination });
  await setUpMigration(destination.qmp, setUp.destination, wait);
  await route.receive(destination.qmp, wait);
  await incoming.reaches(['completed'], wait);
}

async function send(
  { source: { qmp }, route, setUp, meanwhile }: Journey,
  outgoing: MigrationProgress,
  wait: WaitOptions,
): Promise<void> {
  const { parameters } = setUp.source;
  const held = meanwhile ? { ...parameters, 'max-bandwidth': crawlBytesPerSecond } : parameters;
  await setUpMigration(qmp, { ...setUp.source, parameters: held }, wait);
  await route.send(qmp, wait);
  if (!meanwhile) return;
  await outgoing.reaches(['active'], wait);
  await meanwhile();
  const free = parameters['max-bandwidth'] ?? unlimitedBytesPerSecond;
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': free }, { signal: wait.signal });
}
