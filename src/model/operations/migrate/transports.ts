import * as z from 'zod';
import type { Need } from '../../needs.js';

/**
 * The ways from one QEMU to the next. `fd:` is not among them: a source takes its descriptor by `getfd` alone, out of the
 * monitor's own socket (SCM_RIGHTS), and Node sends none.
 */
export const transports = ['file', 'file-uri', 'file-offset', 'mapped-ram', 'unix', 'tcp', 'pipe'] as const;
export type Transport = (typeof transports)[number];

/** What stands behind `via:`. */
export const transport = z.enum(transports, {
  error: ({ input }) =>
    `expected a transport (${transports.join(', ')})${input === undefined ? '' : `, not ${JSON.stringify(input)}`}`,
});

const throughFiles: ReadonlySet<Transport> = new Set(['file', 'file-uri', 'file-offset', 'mapped-ram']);
const sockets: ReadonlySet<Transport> = new Set(['unix', 'tcp']);

/** Where the source ends before the destination begins to read. */
export function isThroughFile(via: Transport): boolean {
  return throughFiles.has(via);
}

/** Where both sides can talk, and over more than one connection. */
export function isSocket(via: Transport): boolean {
  return sockets.has(via);
}

/** What QEMU must offer for a way. */
export function needsOfTransport(via: Transport): readonly Need[] {
  // `file:` came with 8.2, together with the way to ask for it by introspection.
  const fileUri = ['value file of migrate.channels.addr.transport'] as const;
  if (via === 'file-uri' || via === 'file-offset') return fileUri;
  return via === 'mapped-ram' ? [...fileUri, 'migration capability mapped-ram'] : [];
}
