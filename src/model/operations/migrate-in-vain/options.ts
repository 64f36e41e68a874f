import * as z from 'zod';
import { migrateOptions } from '../migrate/options.js';
import { contradictionOf } from '../migrate/possible.js';
import { isConnection, isThroughFile } from '../migrate/transports.js';

/** Somebody breaks the migration off, at a moment. */
const breaks = ['cancelled', 'destination-killed'] as const;

/** The destination is a machine of another shape, and must not take the VM in. */
const misfits = [
  'fewer-vcpus',
  'more-vcpus',
  'less-memory',
  'more-memory',
  'other-machine-version',
  'other-cpu-model',
  'other-gic',
  'missing-device',
] as const;

export const reasons = [...breaks, ...misfits, 'disk-full'] as const;

/** What QEMU's source says of itself then (qapi/migration.json, MigrationStatus). */
export const moments = ['setup', 'active', 'pre-switchover', 'device'] as const;

export type Misfit = (typeof misfits)[number];
export type Moment = (typeof moments)[number];

/** What stands behind `migrate-in-vain:`. */
export const migrateInVainOptions = z
  .strictObject(
    {
      ...migrateOptions.pick({ via: true, multifd: true }).shape,
      /** Why it comes to nothing. */
      because: z.enum(reasons, { error: `expected why it is in vain (${reasons.join(', ')})` }),
      /** When it is broken off. */
      at: z.enum(moments, { error: `expected a moment (${moments.join(', ')})` }).optional(),
    },
    { error: 'expected how it goes and why in vain, as in { via: unix, because: cancelled, at: active }' },
  )
  .check(({ value, issues }) => {
    const message = impossible(value);
    if (message !== undefined) issues.push({ code: 'custom', input: value, message });
  });

export type MigrateInVainParameters = z.infer<typeof migrateInVainOptions>;

export function isMisfit(because: MigrateInVainParameters['because']): because is Misfit {
  return (misfits as readonly string[]).includes(because);
}

/** Whether QEMU can tell it from the very beginning of the stream, long before the source stops. */
export function isSeenAtOnce(because: MigrateInVainParameters['because']): boolean {
  return ['less-memory', 'more-memory', 'other-machine-version'].includes(because);
}

function impossible(parameters: MigrateInVainParameters): string | undefined {
  const { via, because, at } = parameters;
  const isBroken = (breaks as readonly string[]).includes(because);
  if (isBroken && at === undefined) return `${because} needs a moment, as in at: active`;
  if (!isBroken && at !== undefined) return `${because} has its own moment: leave out at: ${at}`;
  if (because === 'cancelled' && at === 'device')
    return 'QEMU hears nothing while it sends the state of its devices: cancel at pre-switchover';
  if (because === 'destination-killed' && isThroughFile(via)) return 'through a file there is no destination';
  if (because === 'disk-full' && via !== 'file') return 'a full disk is met via file';
  if (isMisfit(because) && !isConnection(via) && via !== 'file')
    return 'a destination refuses over a connection for both directions (unix, tcp, fd) or from a file';
  return contradictionOf(migrateOptions.parse({ via: parameters.via, multifd: parameters.multifd }));
}
