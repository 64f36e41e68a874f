import type { MigrationSetUp } from '../../../migration/index.js';
import { crawlBytesPerSecond, formsOfStream, unlimitedBytesPerSecond } from '../../../migration/index.js';
import { allSteps, migrateOptions, type Walk } from '../../../model/index.js';
import { setUpOf } from '../../../operations/migrate/set-up-of.js';
import { qmpLine } from '../form.js';

export const crawl = { 'max-bandwidth': crawlBytesPerSecond };
export const unlimited = { 'max-bandwidth': unlimitedBytesPerSecond };

/** QEMU's default (migration/options.c), in milliseconds. */
const usualDowntime = { 'downtime-limit': 300 };

/** Makes one side ready: what an earlier attempt left on is put off. */
export function setUpLines(walk: Walk, to: string, { capabilities, parameters }: MigrationSetUp): string[] {
  const wanted = new Set<string>(['events', ...capabilities]);
  const known = new Set<string>([...wanted, ...capabilitiesOf(walk)]);
  return [
    qmpLine(
      'migrate-set-capabilities',
      { capabilities: [...known].map((capability) => ({ capability, state: wanted.has(capability) })) },
      { to },
    ),
    qmpLine('migrate-set-parameters', { ...unlimited, ...usualDowntime, ...parameters }, { to }),
  ];
}

/** Puts off what a snapshot's stream must not have, where one of the walk's migrations has left it on. */
export function plainFormLines(walk: Walk): string[] {
  const left = [...new Set(capabilitiesOf(walk))].filter((one) => formsOfStream.includes(one));
  if (left.length === 0) return [];
  const capabilities = left.map((capability) => ({ capability, state: false }));
  return [qmpLine('migrate-set-capabilities', { capabilities })];
}

/** Everything that one of the walk's migrations turns on. */
function capabilitiesOf(walk: Walk): string[] {
  return allSteps(walk.steps).flatMap(({ operation, parameters }) => {
    if (operation.name === 'migrate') {
      const read = migrateOptions.safeParse(parameters);
      return read.success ? capabilitiesOfSides(setUpOf(read.data)) : [];
    }
    if (operation.name !== 'migrate-in-vain') return [];
    const { via, multifd } = parameters as { via: string; multifd?: number };
    return [
      'pause-before-switchover',
      ...capabilitiesOfSides(setUpOf(migrateOptions.parse({ via, multifd }))),
    ];
  });
}

function capabilitiesOfSides(sides: Readonly<Record<'source' | 'destination', MigrationSetUp>>): string[] {
  return [...sides.source.capabilities, ...sides.destination.capabilities];
}
