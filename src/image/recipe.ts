import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

// src/image/ and dist/image/ are equally deep in the package.
const recipeDirectory = fileURLToPath(new URL('../../vm-images/', import.meta.url));

const perArchitecture = z.strictObject({ aarch64: z.string(), x86_64: z.string() });

/** What every machine that boots from an initramfs of ours is made of. */
export const userlandSchema = z.strictObject({
  marker: z.string(),
  packages: z.array(z.string()),
  programs: z.array(z.string()),
  applets: z.string().transform((names) => names.split(/\s+/)),
  modules: z.array(z.string()),
  files: z.record(z.string(), z.strictObject({ from: z.string(), mode: z.string() })),
});

const recipeSchema = userlandSchema.extend({ kernel: perArchitecture, append: perArchitecture });

/** A recipe of `vm-images/` with its own files read. */
export type Loaded<T extends Userland> = T & {
  /** The recipe's own files by their path in the guest. */
  readonly contents: ReadonlyMap<string, { readonly data: Buffer; readonly mode: number }>;
  /** Equal for equal recipes; changes with any byte of them. */
  readonly hash: string;
};

type Userland = z.infer<typeof userlandSchema>;

/** What goes into a guest image; `vm-images/guest.yaml` explains each field. */
export type Recipe = Loaded<z.infer<typeof recipeSchema>>;

export function loadRecipe(): Recipe {
  return readRecipe('guest.yaml', recipeSchema);
}

/** Reads a recipe of `vm-images/` by its file name. */
export function readRecipe<T extends Userland>(file: string, schema: z.ZodType<T>): Loaded<T> {
  const text = readFileSync(join(recipeDirectory, file));
  const recipe = schema.parse(parse(text.toString()));
  const hash = createHash('sha256').update(text);
  const contents = new Map<string, { data: Buffer; mode: number }>();
  for (const [path, { from, mode }] of Object.entries(recipe.files)) {
    const data = readFileSync(join(recipeDirectory, from));
    contents.set(path, { data, mode: parseInt(mode, 8) });
    hash.update(`\0${path}\0`).update(data);
  }
  return { ...recipe, contents, hash: hash.digest('hex') };
}
