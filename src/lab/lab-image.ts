import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EnvironmentError } from '../support/errors.js';

const manifestSchema = z.object({
  /** What it is made of besides its kernel. */
  recipe: z.string(),
  /** As `uname -r` gives it; nothing where a file of the user's own did not say. */
  release: z.string().optional(),
  kernel: z.discriminatedUnion('kind', [
    /** `version` is that of its package. */
    z.object({ kind: z.literal('debian'), version: z.string(), suite: z.string() }),
    z.object({ kind: z.literal('own'), sha256: z.string() }),
  ]),
  append: z.string(),
  marker: z.string(),
  packages: z.array(
    z.object({ name: z.string(), version: z.string(), architecture: z.string(), sha256: z.string() }),
  ),
});

export type LabManifest = z.infer<typeof manifestSchema>;

/** Kernel and initramfs of the lab's machine. */
export interface LabImage extends LabManifest {
  /** Changes with the kernel, the recipe and the keys. */
  readonly id: string;
  readonly kernelFile: string;
  readonly initrd: string;
}

export function labFolder(cache: string): string {
  return join(cache, 'lab');
}

export function imagesFolder(cache: string): string {
  return join(labFolder(cache), 'images');
}

/** Every image that is whole. */
export function listLabImages(cache: string): LabImage[] {
  return namesIn(imagesFolder(cache)).flatMap((id) => openLabImage(cache, id) ?? []);
}

export function openLabImage(cache: string, id: string): LabImage | undefined {
  const folder = join(imagesFolder(cache), id);
  const [kernelFile, initrd] = [join(folder, 'kernel'), join(folder, 'initrd')];
  if (!existsSync(kernelFile) || !existsSync(initrd)) return undefined;
  const manifest = readManifest(join(folder, 'manifest.json'), manifestSchema);
  return manifest && { ...manifest, id, kernelFile, initrd };
}

/**
 * What a build wrote down; nothing when it is not there, or another version's.
 *
 * @throws EnvironmentError when it may not be looked at: what is in there, nobody can say
 */
export function readManifest<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EACCES')
      throw new EnvironmentError(`cannot read ${file}; VMWRIGHT_CACHE names another cache`, { cause });
    return undefined;
  }
}

/** Names that begin with a dot are on their way in or out. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}
