import { open } from 'node:fs/promises';
import type { QmpClient } from '../../qmp/index.js';
import { requireSpaceFor, requireSpaceLeft } from '../file-space.js';
import type { Route } from './route.js';

/**
 * A file that QEMU is handed open, in a set of descriptors (`add-fd`, then `file:/dev/fdset/N`), as libvirt does: QEMU may not
 * be allowed to open it. Before 9.1 the way for this was `fd:`, which refuses a file since 11.
 */
export function descriptorSetRoute(path: string, ramMib: number): Route {
  return {
    async send(source, { signal }) {
      await requireSpaceFor(path, ramMib);
      const uri = await openedFor(source, path, 'w', signal);
      await source.execute('migrate', { uri }, { signal });
    },
    async receive(destination, { signal }) {
      const uri = await openedFor(destination, path, 'r', signal);
      await destination.execute('migrate-incoming', { uri }, { signal });
    },
    file: { checkSpace: () => requireSpaceLeft(path), whole: () => Promise.resolve() },
  };
}

/** @returns the file's address for this QEMU; of a set it takes the descriptor that was opened for what it is to do */
async function openedFor(
  qmp: QmpClient,
  path: string,
  use: 'r' | 'w',
  signal: AbortSignal | undefined,
): Promise<string> {
  await using file = await open(path, use, 0o600);
  const { 'fdset-id': set } = await qmp.execute('add-fd', {}, { signal, descriptor: file.fd });
  return `file:/dev/fdset/${set}`;
}
