import type { Choice } from '../../choice.js';
import { transports } from '../migrate/transports.js';
import { migrateInVainOptions, moments, reasons, type MigrateInVainParameters } from './options.js';

/** Every way that means something; each reason as often as another one, however many ways and moments it has. */
export const migrateInVainChoices: readonly Choice<MigrateInVainParameters>[] = reasons.flatMap((because) => {
  const ways = [undefined, 2].flatMap((multifd) =>
    [undefined, ...moments].flatMap((at) =>
      transports.flatMap((via) => {
        const read = migrateInVainOptions.safeParse({ via, because, at, multifd });
        return read.success ? [withoutUndefined(read.data)] : [];
      }),
    ),
  );
  return ways.map((parameters) => ({ parameters, weight: 1 / ways.length }));
});

function withoutUndefined(parameters: MigrateInVainParameters): MigrateInVainParameters {
  const fields = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return migrateInVainOptions.parse(Object.fromEntries(fields));
}
