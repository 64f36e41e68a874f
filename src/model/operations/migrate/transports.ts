import * as z from 'zod';
import type { Need } from '../../needs.js';

/** The ways from one QEMU to the next. */
export const transports = ['file', 'file-uri', 'unix', 'tcp', 'pipe'] as const;
export type Transport = (typeof transports)[number];

/** What stands behind `via:`. */
export const transport = z.enum(transports, {
  error: ({ input }) =>
    `expected a transport (${transports.join(', ')})${input === undefined ? '' : `, not ${JSON.stringify(input)}`}`,
});

/** Where the source ends before the destination begins to read. */
export function isThroughFile(via: Transport): boolean {
  return via === 'file' || via === 'file-uri';
}

/** What QEMU must offer for a way. */
export function needsOfTransport(via: Transport): readonly Need[] {
  // `file:` came with 8.2, together with the way to ask for it by introspection.
  return via === 'file-uri' ? ['value file of migrate.channels.addr.transport'] : [];
}
