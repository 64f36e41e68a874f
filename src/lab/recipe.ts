import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readRecipe, userlandSchema, type Loaded, type SshKeys } from '../image/index.js';

const recipeSchema = userlandSchema.extend({
  kernel: z.string(),
  append: z.string(),
  leading: z.strictObject({ package: z.string(), from: z.string() }),
});

/** What goes into the lab's machine; `vm-images/lab.yaml` explains each field. */
export type LabRecipe = Loaded<z.infer<typeof recipeSchema>>;

export function loadLabRecipe(): LabRecipe {
  return readRecipe('lab.yaml', recipeSchema);
}

/** Counted up when the same recipe would give another image because the code that builds it has changed. */
const builderVersion = 1;

/** Changes with all that an image is made of besides its kernel. */
export function recipeKey(recipe: LabRecipe, keys: SshKeys, faults: string): string {
  const facts = JSON.stringify([builderVersion, recipe.hash, faults, keys.publicKey, keys.hostKey]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 12);
}
