import * as z from 'zod';
import type { Need } from '../../needs.js';

/** The ways from one QEMU to the next. */
export const transports = [
  'file',
  'file-uri',
  'file-offset',
  'mapped-ram',
  'fdset',
  'unix',
  'tcp',
  'fd',
  'pipe',
] as const;
export type Transport = (typeof transports)[number];

/** What stands behind `via:`. */
export const transport = z.enum(transports, {
  error: ({ input }) =>
    `expected a transport (${transports.join(', ')})${input === undefined ? '' : `, not ${JSON.stringify(input)}`}`,
});

const throughFiles: ReadonlySet<Transport> = new Set([
  'file',
  'file-uri',
  'file-offset',
  'mapped-ram',
  'fdset',
]);
const sockets: ReadonlySet<Transport> = new Set(['unix', 'tcp']);

/** Where the source ends before the destination begins to read. */
export function isThroughFile(via: Transport): boolean {
  return throughFiles.has(via);
}

/** Where both sides can talk. */
export function isConnection(via: Transport): boolean {
  return isSocket(via) || via === 'fd';
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
  if (via === 'fdset') return [...fileUri, takesDescriptor('add-fd')];
  if (via === 'fd') return [takesDescriptor('getfd')];
  return via === 'mapped-ram' ? [...fileUri, 'migration capability mapped-ram'] : [];
}

function takesDescriptor(command: string): Need {
  return `QMP command ${command} with a descriptor, passed by perl`;
}
