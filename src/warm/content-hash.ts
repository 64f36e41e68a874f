import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** What is known of files that were read by this process, by what changes when one of them does. */
const known = new Map<string, Promise<string>>();

/**
 * SHA-256 of a file's content, in hexadecimal. A file that has not been touched since is not read again by the same process.
 *
 * @throws what the file system says, as node:fs throws it
 */
export async function contentHash(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  const identity = [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  const there = known.get(identity);
  if (there) return await there;
  const hash = hashOf(path);
  known.set(identity, hash);
  hash.catch(() => known.delete(identity));
  return await hash;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
  return hash.digest('hex');
}
