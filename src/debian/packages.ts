import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import type { PackageFile, PrivateApt } from './apt.js';
import { command, CommandFailure } from './command.js';

/**
 * Works out which package files are needed, and makes sure that they are in `directory`. A mirror may name files in the
 * indexes of a release's updates that it does not have: then the release itself has to do.
 *
 * @param resolve - works out the files; asked again where the updates cannot be had
 * @throws EnvironmentError when packages do not fit together, or cannot be downloaded
 */
export async function fetchPackageFiles(
  apt: PrivateApt,
  directory: string,
  progress: (line: string) => void,
  resolve: (apt: PrivateApt) => Promise<PackageFile[]>,
): Promise<PackageFile[]> {
  const fetch = async (from: PrivateApt) => {
    const files = await resolve(from);
    progress(`downloading ${files.length} packages, those that the cache lacks`);
    await ensureDownloaded(from, files, directory);
    return files;
  };
  try {
    return await fetch(apt);
  } catch (error) {
    const plain = isMissing(error) ? await apt.withoutOptional() : undefined;
    if (!plain) throw error;
    progress(`the mirror lacks updates of ${apt.suite} that it names; taking the release without them`);
    return fetch(plain);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof CommandFailure && /^E: Failed to fetch .* 404 {2}Not Found/m.test(error.output);
}

/**
 * Makes sure that the package files are in `directory`, whole and as the signed index has them. Those that are there
 * already are not downloaded again.
 */
async function ensureDownloaded(
  apt: PrivateApt,
  files: readonly PackageFile[],
  directory: string,
): Promise<void> {
  makeFolder(directory);
  const missing: PackageFile[] = [];
  for (const file of files) {
    if ((await sha256(join(directory, file.file))) !== file.sha256) missing.push(file);
  }
  if (missing.length === 0) return;
  const arriving = await mkdtemp(join(directory, 'arriving-'));
  try {
    await apt.download(missing, arriving);
    for (const { file, sha256: expected } of missing) {
      const seen = await sha256(join(arriving, file));
      if (seen !== expected) {
        throw new EnvironmentError(
          `apt downloaded ${file} with SHA-256 ${seen ?? '(no such file)'}, not ${expected} as its index says; try again`,
        );
      }
      await rename(join(arriving, file), join(directory, file));
    }
  } finally {
    await rm(arriving, { recursive: true, force: true });
  }
}

/** Unpacks package files into one tree, without their scripts being run. */
export async function unpack(
  files: readonly PackageFile[],
  directory: string,
  tree: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  makeFolder(tree);
  for (const { file } of files)
    await command('dpkg-deb', ['--extract', join(directory, file), tree], { signal });
}

async function sha256(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
