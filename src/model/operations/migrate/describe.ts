import type { MigrateParameters } from './options.js';

/** For people: `migrate via tcp, multifd 4, compression zstd`. */
export function describeMigration({ via, guest, arrive, ...options }: MigrateParameters): string {
  return [
    `migrate via ${via}`,
    ...Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])),
    ...(arrive === 'paused' ? ['arriving paused'] : []),
    ...(guest === 'busy' ? ['while the guest computes'] : []),
  ].join(', ');
}
