import { localHost, type HostFiles } from '../../host/index.js';
import { requireSpaceFor, requireSpaceLeft } from '../file-space.js';
import type { Route } from './route.js';

/** A file that QEMU itself writes and reads (`file:`, since 8.2). */
export function fileUriRoute(
  path: string,
  ramMib: number,
  options = '',
  files: HostFiles = localHost.files,
): Route {
  const uri = `file:${path}${options}`;
  return {
    async send(source, { signal }) {
      await requireSpaceFor(files, path, ramMib);
      await source.execute('migrate', { uri }, { signal });
    },
    async receive(destination, { signal }) {
      await destination.execute('migrate-incoming', { uri }, { signal });
    },
    file: { checkSpace: () => requireSpaceLeft(files, path), whole: () => Promise.resolve() },
  };
}
