import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { filesBelow } from '../../debian/tree.js';
import { cacheDirectory } from '../../image/index.js';
import type { GuestArch } from '../machine-spec.js';

/** What it says of itself for one kind of guests. */
const factsSchema = z.object({
  /** As `7.2.22 (Debian 1:7.2+dfsg-7)`. */
  version: z.string(),
  machineTypes: z.array(z.string()),
  accelerators: z.array(z.string()),
});

const manifestSchema = z.object({
  name: z.string(),
  /** QEMU's own, as `7.2.22`. */
  version: z.string(),
  guests: z.partialRecord(z.enum(['aarch64', 'x86_64']), factsSchema),
  /** What it was made of, if of packages. */
  packages: z
    .array(z.object({ name: z.string(), version: z.string(), architecture: z.string(), sha256: z.string() }))
    .optional(),
  /** The bytes of each of its files, by the path in its folder. */
  files: z.record(z.string(), z.number()).optional(),
  origin: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('debian'),
      suite: z.string(),
      packageVersion: z.string(),
    }),
    z.object({
      kind: z.literal('own'),
      path: z.string(),
      /** Where it finds its firmware. */
      data: z.string().optional(),
      executables: z.record(z.string(), z.string()),
    }),
  ]),
});

export type GuestFacts = z.infer<typeof factsSchema>;

/** What is written down beside a QEMU of the store. */
export type StoredManifest = z.infer<typeof manifestSchema>;

/** A QEMU that `vmwright qemu install` or `add` put into the cache. */
export interface StoredQemu extends StoredManifest {
  readonly directory: string;
}

/** A folder for each QEMU, by its name. */
export function storeDirectory(cache = cacheDirectory()): string {
  return join(cache, 'qemus');
}

/** Every QEMU of the store, by name. What is not whole counts as not there. */
export function listStored(cache?: string): StoredQemu[] {
  const store = storeDirectory(cache);
  const byNumbers = new Intl.Collator('en', { numeric: true });
  return readNames(store)
    .sort((a, b) => byNumbers.compare(a, b))
    .flatMap((name) => openStored(name, cache) ?? []);
}

export function openStored(name: string, cache?: string): StoredQemu | undefined {
  const directory = join(storeDirectory(cache), name);
  const manifest = readManifest(join(directory, manifestFile));
  if (!manifest) return undefined;
  const stored = { ...manifest, directory };
  return isWhole(stored) ? stored : undefined;
}

/** Somebody may have made room by hand. */
function isWhole(stored: StoredQemu): boolean {
  const { directory, files = {} } = stored;
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size;
  return (
    guestsOf(stored).every((arch) => existsSync(executableOf(stored, arch))) &&
    Object.entries(files).every(([path, bytes]) => sizeOf(join(directory, path)) === bytes)
  );
}

/** What a folder holds now, to be written into its manifest. */
export function listFiles(directory: string): Record<string, number> {
  const files = filesBelow(directory).map(
    (path) => [relative(directory, path), statSync(path).size] as const,
  );
  return Object.fromEntries(files);
}

/** The architectures that it has an executable for. */
export function guestsOf({ guests }: Pick<StoredManifest, 'guests'>): GuestArch[] {
  return (['aarch64', 'x86_64'] as const).filter((arch) => guests[arch] !== undefined);
}

/** The path of the script that starts a stored QEMU. */
export function executableOf({ directory }: Pick<StoredQemu, 'directory'>, arch: GuestArch): string {
  return join(directory, 'bin', `qemu-system-${arch}`);
}

export const manifestFile = 'manifest.json';

function readManifest(file: string): StoredManifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Names that begin with a dot are on their way in or out. */
function readNames(store: string): string[] {
  try {
    return readdirSync(store).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}
