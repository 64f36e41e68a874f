import { StreamNotSupportedError } from './errors.js';
import { readStream, type MigrationStream, type ReadStreamOptions } from './read-stream.js';

/**
 * As {@link readStream}, for whoever needs the devices and their fields, and all of them.
 *
 * @throws as readStream; and StreamFormatError or StreamNotSupportedError when the stream is damaged or does not describe
 *   its devices
 */
export async function readDeviceStates(
  path: string,
  options: ReadStreamOptions = {},
): Promise<MigrationStream> {
  const stream = await readStream(path, options);
  if (stream.damage) throw stream.damage;
  if (stream.description) return stream;
  throw new StreamNotSupportedError(
    path,
    stream.end,
    'devices without a description of their fields (suppress-vmdesc=on, postcopy, or a stream cut in front of it)',
  );
}
