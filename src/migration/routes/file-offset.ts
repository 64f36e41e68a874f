import { buffer } from 'node:stream/consumers';
import { localHost, type HostFiles } from '../../host/index.js';
import type { WaitOptions } from '../../support/deadline.js';
import { EnvironmentError } from '../../support/errors.js';
import { FindingError } from '../../support/finding.js';
import { requireSpaceFor } from '../file-space.js';
import { fileUriRoute } from './file-uri.js';
import type { Route } from './route.js';

/** Not a whole number of pages: a QEMU that rounds it is told from one that does not. */
const offset = 0x1234;
/** What somebody else keeps before the stream, as libvirt its header. */
const header = Buffer.alloc(offset, 'what stands here is not the stream. ');

/**
 * A file in which the stream begins behind somebody else's header (`file:PATH,offset=N`). QEMU must leave that alone.
 *
 * @param path - where the stream is laid down without the header afterwards, to be read as any other
 */
export function fileOffsetRoute(path: string, ramMib: number, files: HostFiles = localHost.files): Route {
  const withHeader = `${path}.with-header`;
  const route = fileUriRoute(withHeader, ramMib, `,offset=${offset}`, files);
  return {
    ...route,
    async send(source, wait) {
      await requireSpaceFor(files, path, 2 * ramMib);
      await files.write(withHeader, header);
      await route.send(source, wait);
    },
    file: {
      checkSpace: async () => route.file?.checkSpace(),
      whole: async (wait) => {
        await checkHeader(files, withHeader);
        await copyStream(files, withHeader, path, wait);
      },
    },
  };
}

/** @throws FindingError when it is not what it was */
async function checkHeader(files: HostFiles, path: string): Promise<void> {
  const found = await buffer(files.read(path, { offset: 0, bytes: offset }));
  if (found.equals(header)) return;
  const at = found.findIndex((byte, index) => byte !== header[index]);
  throw new FindingError(`the stream was to begin at byte ${offset}, and QEMU changed byte ${at}`, {
    kind: 'migration-failed',
    signature: 'migration-failed file: with an offset changed what stands before it',
    expected: `bytes 0 to ${offset - 1} as they were`,
    seen: `byte ${at} is another one`,
  });
}

async function copyStream(
  files: HostFiles,
  from: string,
  to: string,
  { signal }: WaitOptions,
): Promise<void> {
  const reading = files.read(from, { offset, bytes: Infinity });
  signal?.addEventListener('abort', () => reading.destroy(signal.reason as Error), { once: true });
  try {
    await files.write(to, reading);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new EnvironmentError(`cannot copy the migration stream to ${to}`, { cause });
  }
}
