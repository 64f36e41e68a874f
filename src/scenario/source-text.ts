import { constants, open } from 'node:fs/promises';
import { EnvironmentError, UsageError } from '../support/errors.js';

/** A scenario is a page of text. The limit keeps a wrong file (a disk image, a log) from being parsed at all. */
const maxBytes = 64 * 1024;

/**
 * The text of a scenario file, or of another that people write by hand, without a byte order mark.
 *
 * @param what - what it is to be, for messages
 * @throws UsageError when there is no such file, or it is not text
 * @throws EnvironmentError when the disk fails
 */
export async function readScenarioText(file: string, what = 'scenario'): Promise<string> {
  const bytes = await readBytes(file, what);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(`${file} is not a ${what}: it is not UTF-8 text`, { cause });
  }
  if (text.includes('\0')) throw new UsageError(`${file} is not a ${what}: it is not text`);
  return text;
}

async function readBytes(file: string, what: string): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK a named pipe would wait for its other end.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new UsageError(`${file} is a folder, expected a ${what}`);
    // A pipe or a device may never end.
    if (!stat.isFile()) throw new UsageError(`${file} is not a regular file, expected a ${what}`);
    if (stat.size > maxBytes) {
      throw new UsageError(`${file} is not a ${what}: ${stat.size} bytes, and ${maxBytes} are the limit`);
    }
    return await handle.readFile();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = callersFault(error);
    if (reason) throw new UsageError(`cannot read the ${what} ${file}: ${reason}`, { cause: error });
    throw new EnvironmentError(`cannot read the ${what} ${file}`, { cause: error });
  }
}

const callersFaults: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'it is not a regular file',
  ERR_INVALID_ARG_VALUE: 'the name holds a zero byte',
};

function callersFault(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  return code === undefined ? undefined : callersFaults[code];
}
