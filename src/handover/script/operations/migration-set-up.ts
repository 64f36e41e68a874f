import type { MigrationSetUp } from '../../../migration/index.js';
import { crawlBytesPerSecond, formsOfStream, unlimitedBytesPerSecond } from '../../../migration/index.js';
import { allSteps, migrateOptions, type Walk } from '../../../model/index.js';
import { setUpOf } from '../../../operations/migrate/set-up-of.js';
import { qmpLine } from '../form.js';

export const crawl = { 'max-bandwidth': crawlBytesPerSecond };
export const unlimited = { 'max-bandwidth': unlimitedBytesPerSecond };

/** QEMU's default (migration/options.c), in milliseconds. */
const usualDowntime = { 'downtime-limit': 300 };

/** Makes one side ready: what an earlier attempt left on is put off, and must not stand beside what is new for a moment. */
export function setUpLines(walk: Walk, to: string, { capabilities, parameters }: MigrationSetUp): string[] {
  const wanted = [...new Set<string>(['events', ...capabilities])];
  const left = [...new Set(capabilitiesOf(walk))].filter((one) => !wanted.includes(one));
  const compression = compresses(walk) ? noCompression : {};
  return [
    ...(left.length > 0 ? [switchLine(left, false, to)] : []),
    qmpLine(
      'migrate-set-parameters',
      { ...unlimited, ...usualDowntime, ...compression, ...parameters },
      { to },
    ),
    switchLine(wanted, true, to),
  ];
}

function switchLine(names: readonly string[], state: boolean, to?: string): string {
  const capabilities = names.map((capability) => ({ capability, state }));
  return qmpLine('migrate-set-capabilities', { capabilities }, to === undefined ? undefined : { to });
}

/** What one migration has set, mapped-ram refuses even without multifd. */
const noCompression = { 'multifd-compression': 'none' };

function compresses(walk: Walk): boolean {
  return allSteps(walk.steps).some(
    ({ operation, parameters }) =>
      operation.name === 'migrate' && migrateOptions.safeParse(parameters).data?.compression !== undefined,
  );
}

/** Puts off what a snapshot's stream must not have, where one of the walk's migrations has left it on. */
export function plainFormLines(walk: Walk): string[] {
  const left = [...new Set(capabilitiesOf(walk))].filter((one) => formsOfStream.includes(one));
  return left.length === 0 ? [] : [switchLine(left, false)];
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
